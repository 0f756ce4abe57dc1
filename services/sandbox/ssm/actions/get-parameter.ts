import type { Call } from '../../core/call';
import { Refusal } from '../../core/refusal';
import type { Action } from '../../core/service';
import type { World } from '../../core/world';
import { mayDecrypt } from '../../kms/may-decrypt';
import { type Parameter, parameterArn, parameters } from '../state';

/** The newest version; without WithDecryption a SecureString stays unreadable. */
export const getParameter: Action = {
  readOnly: true,
  resource: parameterArn,
  handle: (call, world) => {
    const found = parameters(world).get(parameterArn(call));
    // AWS says no more than the code.
    if (found === undefined) throw new Refusal('ParameterNotFound', '');
    const { arn, name, type, version, changedAt } = found;
    return {
      Parameter: {
        ARN: arn,
        Name: name,
        Type: type,
        Value: readValue(call, world, found),
        Version: version,
        DataType: 'text',
        LastModifiedDate: changedAt,
      },
    };
  },
};

function readValue(call: Call, world: World, { type, value, keyId, arn }: Parameter): string {
  if (type !== 'SecureString') return value;
  if (call.input.WithDecryption !== true) return Buffer.from(`sealed:${arn}`).toString('base64');
  if (keyId === undefined || mayDecrypt(world, call, keyId)) return value;
  throw new Refusal(
    'AccessDeniedException',
    'The ciphertext refers to a customer master key that does not exist, does not exist in this region, or you are not allowed to access.',
  );
}
