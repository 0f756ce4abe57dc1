import { randomUUID } from 'node:crypto';
import type { Action } from '../../core/service';
import { secretArnOfCall, secretOfCall } from '../secret-of-call';

/** The version before it is gone. */
export const putSecretValue: Action = {
  readOnly: false,
  resource: secretArnOfCall,
  handle: (call, world) => {
    const secret = secretOfCall(world, call);
    secret.value = String(call.input.SecretString);
    secret.versionId = randomUUID();
    secret.changedAt = world.now();
    const { arn, name, versionId } = secret;
    return { ARN: arn, Name: name, VersionId: versionId, VersionStages: ['AWSCURRENT'] };
  },
  record: ({ input }, output) => ({
    requestParameters: { secretId: input.SecretId },
    responseElements: output && { arn: output.ARN },
  }),
};
