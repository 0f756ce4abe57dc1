import { inputs, isInput, optionalText, texts } from '../../core/input';
import { type Call, Refusal, type World } from '../../core/service';
import { ec2Action } from '../action';
import { instanceOfCall, requiredText } from '../find';
import { groupsOfVpc } from '../group-input';
import { instanceOutput, interfacesOf } from '../instance-output';
import { refuse } from '../refusals';
import { arnOf, type Instance } from '../state';
import { volumesOf } from '../volumes';

const onInstance = {
  resource: (call: Call) => arnOf(call, 'instance', String(call.input.InstanceId)),
};

type Read = (instance: Instance, world: World) => Readonly<Record<string, unknown>>;

/** What can be asked for, and how it is answered. [D] API_DescribeInstanceAttribute */
const attributes: Readonly<Record<string, Read>> = {
  blockDeviceMapping: (instance, world) => ({
    BlockDeviceMappings: instanceOutput(world, instance).BlockDeviceMappings,
  }),
  disableApiStop: ({ disableApiStop }) => ({ DisableApiStop: { Value: disableApiStop } }),
  disableApiTermination: ({ disableApiTermination }) => ({
    DisableApiTermination: { Value: disableApiTermination },
  }),
  ebsOptimized: ({ ebsOptimized }) => ({ EbsOptimized: { Value: ebsOptimized } }),
  enaSupport: () => ({ EnaSupport: { Value: true } }),
  groupSet: (instance, world) => ({
    Groups: (interfacesOf(world, instance)[0]?.groupIds ?? []).map((GroupId) => ({ GroupId })),
  }),
  instanceInitiatedShutdownBehavior: ({ shutdownBehavior }) => ({
    InstanceInitiatedShutdownBehavior: { Value: shutdownBehavior },
  }),
  instanceType: ({ instanceType }) => ({ InstanceType: { Value: instanceType } }),
  productCodes: () => ({ ProductCodes: [] }),
  rootDeviceName: ({ rootDeviceName }) => ({ RootDeviceName: { Value: rootDeviceName } }),
  sourceDestCheck: ({ sourceDestCheck }) => ({ SourceDestCheck: { Value: sourceDestCheck } }),
  userData: ({ userData }) => ({ UserData: userData === undefined ? {} : { Value: userData } }),
};

export const describeInstanceAttribute = ec2Action({
  ...onInstance,
  handle: (call, world) => {
    const instance = instanceOfCall(call, world);
    const read = attributes[requiredText(call.input, 'Attribute')];
    if (read) return { InstanceId: instance.id, ...read(instance, world) };
    throw refuse.invalidValue(
      `Value (${call.input.Attribute}) for parameter attribute is invalid. Unknown attribute.`,
    );
  },
});

/** Written as a structure, `DisableApiTermination.Value`, or by name: `Attribute` and `Value`. */
function writtenValue({ input }: Call, member: string): string | undefined {
  const written = input[member];
  if (isInput(written)) return optionalText(written, 'Value');
  const isNamed = String(input.Attribute).toLowerCase() === member.toLowerCase();
  return isNamed ? optionalText(input, 'Value') : undefined;
}

type Write = (instance: Instance, value: string) => void;

const changes: Readonly<Record<string, Write>> = {
  DisableApiTermination: (instance, value) => {
    if (instance.isSpot) throw spotUnprotected(instance);
    instance.disableApiTermination = value === 'true';
  },
  DisableApiStop: (instance, value) => {
    instance.disableApiStop = value === 'true';
  },
  EbsOptimized: (instance, value) => {
    requireStopped(instance);
    instance.ebsOptimized = value === 'true';
  },
  InstanceInitiatedShutdownBehavior: (instance, value) => {
    if (value !== 'stop' && value !== 'terminate') {
      throw refuse.invalidValue(
        `Invalid value '${value}' for instanceInitiatedShutdownBehavior, only stop and terminate are valid`,
      );
    }
    instance.shutdownBehavior = value;
  },
  InstanceType: (instance, value) => {
    requireStopped(instance);
    instance.instanceType = value;
  },
  SourceDestCheck: (instance, value) => {
    instance.sourceDestCheck = value === 'true';
  },
  UserData: (instance, value) => {
    requireStopped(instance);
    instance.userData = value;
  },
};

/** [D] Using_ChangingDisableAPITermination; the words are ours. */
const spotUnprotected = ({ id }: Instance): Refusal =>
  new Refusal(
    'UnsupportedOperation',
    `Spot instance '${id}' cannot be protected from termination.`,
  );

/** [D] what an instance may have changed only while it is stopped */
function requireStopped({ id, state }: Instance): void {
  if (state === 'stopped') return;
  throw refuse.incorrectInstanceState(`The instance '${id}' is not in the 'stopped' state.`);
}

export const modifyInstanceAttribute = ec2Action({
  resource: (call) => [
    onInstance.resource(call),
    ...texts(call.input, 'Groups').map((id) => arnOf(call, 'security-group', id)),
  ],
  handle: (call, world) => {
    const instance = instanceOfCall(call, world);
    const wanted = Object.entries(changes).filter(
      ([name]) => writtenValue(call, name) !== undefined,
    );
    const lists = ['Groups', 'BlockDeviceMappings'].filter(
      (name) => call.input[name] !== undefined,
    );
    if (wanted.length + lists.length === 0) {
      throw new Refusal('InvalidParameterCombination', 'No attributes specified.');
    }
    if (wanted.length + lists.length > 1) {
      throw new Refusal(
        'InvalidParameterCombination',
        'Fields for multiple attribute types specified',
      );
    }
    for (const [name, write] of wanted) write(instance, writtenValue(call, name) ?? '');
    if (lists.includes('Groups')) changeGroups(call, world, instance);
    if (lists.includes('BlockDeviceMappings')) changeDevices(call, world, instance);
    return undefined;
  },
  made: (call) => [onInstance.resource(call)],
});

/** Whether disks go with the instance. */
function changeDevices(call: Call, world: World, { id }: Instance): void {
  for (const { DeviceName, Ebs } of inputs(call.input, 'BlockDeviceMappings')) {
    const volume = volumesOf(world, id).find(({ attachment }) => attachment?.device === DeviceName);
    if (volume?.attachment === undefined) {
      throw new Refusal(
        'InvalidInstanceAttributeValue',
        `No device is currently mapped at ${DeviceName}`,
      );
    }
    const deleteOnTermination = isInput(Ebs) && Ebs.DeleteOnTermination === 'true';
    volume.attachment = { ...volume.attachment, deleteOnTermination };
  }
}

/** Of the one interface; where there are several, each has to be changed for itself. [R] */
function changeGroups(call: Call, world: World, instance: Instance): void {
  const [first, ...more] = interfacesOf(world, instance);
  if (more.length > 0) {
    throw new Refusal(
      'InvalidInstanceID',
      `There are multiple interfaces attached to instance '${instance.id}'. Please specify an interface ID for the operation instead.`,
    );
  }
  if (first) first.groupIds = groupsOfVpc(world, call, first.vpcId);
}

/** No instance here is Windows: there is no password. */
export const getPasswordData = ec2Action({
  ...onInstance,
  handle: (call, world) => {
    const { id } = instanceOfCall(call, world);
    return { InstanceId: id, PasswordData: '', Timestamp: world.now() };
  },
});
