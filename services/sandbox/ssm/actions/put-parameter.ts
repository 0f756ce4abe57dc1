import type { Call } from '../../core/call';
import { Refusal } from '../../core/refusal';
import type { Action } from '../../core/service';
import { type Parameter, parameterArn, parameters } from '../state';

export const putParameter: Action = {
  readOnly: false,
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
