import { type Input, inputs, isInput, optionalText, texts } from '../core/input';
import { type Call, NotEmulated, Refusal, type World } from '../core/service';
import { checkPassRole } from '../iam/require-permission';
import { tagsFor } from './conditions';
import { findGroup, findSubnet, isTrue, numberOf, requiredText } from './find';
import { profileOfInput } from './profile-input';
import { isId, refuse } from './refusals';
import type { NewDevice, NewInstance } from './run-instance';
import { ec2Of } from './state';

const unknown = ['LaunchTemplate', 'HibernationOptions', 'Ipv6Addresses', 'LicenseSpecifications'];

/** What RunInstances asks for, once for each instance; refuses what is not there. */
export function instanceOfInput(world: World, call: Call): NewInstance {
  const { input, accountId, region } = call;
  const strange = unknown.find((name) => input[name] !== undefined);
  if (strange !== undefined) {
    throw new NotEmulated(
      `sandbox: ec2:RunInstances with ${strange} is not emulated; add it in services/sandbox/ec2/run-input.ts`,
    );
  }
  const [first = {}] = inputs(input, 'NetworkInterfaces');
  const subnetId = optionalText(first, 'SubnetId') ?? optionalText(input, 'SubnetId');
  if (subnetId !== undefined) findSubnet(world, call, subnetId);
  return {
    accountId,
    region,
    imageId: imageOfInput(world, call),
    instanceType: optionalText(input, 'InstanceType') ?? 'm1.small',
    isSpot:
      isInput(input.InstanceMarketOptions) && input.InstanceMarketOptions.MarketType === 'spot',
    subnetId,
    groupIds: groupsOfInput(world, call, first),
    privateIp: optionalText(first, 'PrivateIpAddress') ?? optionalText(input, 'PrivateIpAddress'),
    hasPublicIp:
      first.AssociatePublicIpAddress === undefined
        ? undefined
        : isTrue(first, 'AssociatePublicIpAddress'),
    clientToken: optionalText(input, 'ClientToken'),
    keyName: optionalText(input, 'KeyName'),
    userData: optionalText(input, 'UserData'),
    profileArn: passedProfile(world, call),
    tags: tagsFor(call, 'instance'),
    volumeTags: tagsFor(call, 'volume'),
    devices: inputs(input, 'BlockDeviceMappings').flatMap(deviceOfInput),
    disableApiTermination: isTrue(input, 'DisableApiTermination'),
    disableApiStop: isTrue(input, 'DisableApiStop'),
    shutdownBehavior:
      input.InstanceInitiatedShutdownBehavior === 'terminate' ? 'terminate' : 'stop',
    httpTokens: isInput(input.MetadataOptions)
      ? optionalText(input.MetadataOptions, 'HttpTokens')
      : undefined,
  };
}

/** An image that was made here, or else one of Amazon's: any id but that of an image that is gone. */
function imageOfInput(world: World, { input }: Call): string {
  const id = requiredText(input, 'ImageId');
  if (!isId('image', id)) throw refuse.malformed('image', id);
  if (ec2Of(world).deregistered.has(id)) throw refuse.notFound('image', id);
  return id;
}

function groupsOfInput(world: World, call: Call, first: Input): readonly string[] | undefined {
  const ids = [...texts(call.input, 'SecurityGroupIds'), ...texts(first, 'Groups')];
  for (const id of ids) findGroup(world, call, id);
  return ids.length > 0 ? ids : undefined;
}

/** Its role has to be one that the caller may pass. [D] iam-roles-for-amazon-ec2 */
export function passedProfile(world: World, call: Call): string | undefined {
  const wanted = call.input.IamInstanceProfile;
  if (!isInput(wanted)) return undefined;
  const { arn, roleArn } = profileOfInput(world, call, wanted);
  if (roleArn !== undefined)
    checkPassRole(world, call, { roleArn, toService: 'ec2.amazonaws.com' });
  return arn;
}

/** None for a device that is to be left out. */
export function deviceOfInput(mapping: Input): readonly NewDevice[] {
  const { DeviceName, Ebs } = mapping;
  if (!isInput(Ebs)) return [];
  const sizeGiB = numberOf(Ebs, 'VolumeSize');
  if (sizeGiB !== undefined && !(sizeGiB > 0)) {
    throw new Refusal('InvalidBlockDeviceMapping', `Volume of size ${sizeGiB}GB is too small`);
  }
  return [
    {
      device: String(DeviceName),
      sizeGiB: sizeGiB ?? 8,
      volumeType: optionalText(Ebs, 'VolumeType') ?? 'gp3',
      encrypted: isTrue(Ebs, 'Encrypted'),
      deleteOnTermination: Ebs.DeleteOnTermination !== 'false',
      snapshotId: optionalText(Ebs, 'SnapshotId'),
      kmsKeyId: optionalText(Ebs, 'KmsKeyId'),
    },
  ];
}
