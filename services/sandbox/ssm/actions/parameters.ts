import { type Action, type Call, Refusal, type World } from '../../core/service';
import { mayDecrypt } from '../../kms/key-policy';
import { type Parameter, parameterArn, parameters } from '../state';

export const putParameter: Action = {
  resource: parameterArn,
  handle: (call, world) => {
    const arn = parameterArn(call);
    const known = parameters(world).get(arn);
    if (known !== undefined && call.input.Overwrite !== true) {
      throw new Refusal(
        'ParameterAlreadyExists',
        'The parameter already exists. To overwrite this value, set the overwrite option in the request to true.',
      );
    }
    const { Name, Value, KeyId } = call.input;
    const version = (known?.version ?? 0) + 1;
    parameters(world).set(arn, {
      arn,
      name: String(Name),
      type: typeOf(call, known),
      value: String(Value),
      version,
      keyId: KeyId === undefined ? known?.keyId : String(KeyId),
      changedAt: world.now(),
    });
    return { Version: version, Tier: 'Standard' };
  },
  record: ({ input }, output) => ({
    requestParameters: {
      name: input.Name,
      type: input.Type,
      overwrite: input.Overwrite,
      value: 'HIDDEN_DUE_TO_SECURITY_REASONS',
    },
    responseElements: output && { version: output.Version, tier: output.Tier },
  }),
};

function typeOf({ input }: Call, known: Parameter | undefined): Parameter['type'] {
  const { Type } = input;
  if (Type === 'String' || Type === 'StringList' || Type === 'SecureString') return Type;
  if (Type === undefined && known !== undefined) return known.type;
  throw new Refusal(
    'ValidationException',
    'A parameter type is required when you create a parameter.',
  );
}

/** The newest version; without WithDecryption a SecureString stays unreadable. */
export const getParameter: Action = {
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
