import { NotEmulated } from '../../core/not-emulated';
import { Refusal } from '../../core/refusal';
import type { Action } from '../../core/service';
import { secretArnOfCall } from '../secret-of-call';
import { createSecret as create, findSecret } from '../state';

export const createSecret: Action = {
  readOnly: false,
  resource: secretArnOfCall,
  handle: (call, world) => {
    const { Name, SecretString, KmsKeyId } = call.input;
    if (typeof SecretString !== 'string') {
      throw new NotEmulated(
        'sandbox: a secret without SecretString is not emulated; add it in services/sandbox/secretsmanager/actions/create-secret.ts',
      );
    }
    const name = String(Name);
    if (findSecret(world, call, name)) {
      throw new Refusal(
        'ResourceExistsException',
        `The operation failed because the secret ${name} already exists.`,
      );
    }
    const { accountId, region } = call;
    const keyId = KmsKeyId === undefined ? undefined : String(KmsKeyId);
    const { arn, versionId } = create(world, {
      accountId,
      region,
      name,
      value: SecretString,
      keyId,
    });
    return { ARN: arn, Name: name, VersionId: versionId };
  },
  record: ({ input }, output) => ({
    requestParameters: { name: input.Name },
    responseElements: output && { arn: output.ARN, name: output.Name },
  }),
};
