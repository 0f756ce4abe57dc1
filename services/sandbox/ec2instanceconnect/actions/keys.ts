import { mustNotBeNull, optionalText, textReader } from '../../core/input';
import { actionsOn } from '../../core/make-action';
import { type Call, Refusal, type World } from '../../core/service';
import { resourceKeys } from '../../ec2/conditions';
import { arnOf, ec2Of, type Instance } from '../../ec2/state';
import { pushedKeys } from '../state';

const refused = (message: string): Refusal => new Refusal('InvalidArgsException', message);

const requiredText = textReader((name) =>
  refused(mustNotBeNull(name.charAt(0).toLowerCase() + name.slice(1))),
);

/** A running instance of the caller's account. */
function instanceOfCall(call: Call, world: World): Instance {
  const id = requiredText(call.input, 'InstanceId');
  if (!/^i-[a-f0-9]+$/.test(id)) {
    throw refused(
      `1 validation error detected: Value '${id}' at 'instanceId' failed to satisfy constraint: Member must satisfy regular expression pattern: ^i-[a-f0-9]+$`,
    );
  }
  const found = ec2Of(world).instances.get(id);
  if (found?.accountId !== call.accountId || found.region !== call.region) {
    throw new Refusal('EC2InstanceNotFoundException', `Instance not found: ${id}`);
  }
  if (found.state === 'running') return found;
  throw new Refusal(
    'EC2InstanceStateInvalidException',
    `The instance ${id} is in the ${found.state} state. It has to be running.`,
  );
}

const onInstance = actionsOn(
  {
    resource: (call: Call) => arnOf(call, 'instance', String(call.input.InstanceId)),
    conditionsOf: resourceKeys,
    conditions: ({ input }) => ({
      'ec2:osuser': optionalText(input, 'InstanceOSUser'),
    }),
    record: ({ input }) => ({
      requestParameters: {
        instanceId: input.InstanceId,
        ...(input.InstanceOSUser !== undefined && { osUser: input.InstanceOSUser }),
        ...(input.SerialPort !== undefined && { serialPort: input.SerialPort }),
        SSHKey: { publicKey: input.SSHPublicKey },
      },
    }),
  },
  instanceOfCall,
);

const MINUTE_MS = 60_000;

/** Keeps a key for a minute; [R] danmx/sigil#116 for the sentence. */
function push(world: World, call: Call, { id }: Instance, user: string | undefined) {
  const key = requiredText(call.input, 'SSHPublicKey');
  if (!/^(ssh-rsa|ssh-ed25519|ecdsa-sha2-\S+) \S+/.test(key)) {
    throw refused(
      'Invalid input parameter received for Illegal argument exception: RSA - SSH Public key is invalid',
    );
  }
  const until = new Date(world.now().getTime() + MINUTE_MS);
  pushedKeys(world).push({ instanceId: id, user, key, until });
  return { RequestId: call.requestId, Success: true };
}

export const sendSSHPublicKey = onInstance((instance, call, world) => {
  const user = requiredText(call.input, 'InstanceOSUser');
  const zone = optionalText(call.input, 'AvailabilityZone') ?? instance.availabilityZone;
  if (zone !== instance.availabilityZone) {
    throw new Refusal('EC2InstanceNotFoundException', `Instance not found: ${instance.id}`);
  }
  return push(world, call, instance, user);
});

/** Only where the account has opened the serial console. [D] API_SendSerialConsoleSSHPublicKey */
export const sendSerialConsoleSSHPublicKey = onInstance((instance, call, world) => {
  if (!ec2Of(world).serialConsole.has(`${call.accountId}/${call.region}`)) {
    throw new Refusal(
      'SerialConsoleAccessDisabledException',
      'Your account is not authorized to use the EC2 Serial Console. To authorize your account, run the EnableSerialConsoleAccess API.',
      403,
    );
  }
  return push(world, call, instance, undefined);
});
