import { NotEmulated } from '../../core/not-emulated';
import { Refusal } from '../../core/refusal';
import type { Action } from '../../core/service';
import { mayDecrypt } from '../../kms/may-decrypt';
import { secretArnOfCall, secretOfCall } from '../secret-of-call';

/** The current version only. */
export const getSecretValue: Action = {
  readOnly: true,
  resource: secretArnOfCall,
  handle: (call, world) => {
    const { VersionId, VersionStage = 'AWSCURRENT' } = call.input;
    if (VersionStage !== 'AWSCURRENT') throw new NotEmulated(olderVersion);
    const { arn, name, keyId, value, versionId, changedAt } = secretOfCall(world, call);
    if (VersionId !== undefined && VersionId !== versionId) throw new NotEmulated(olderVersion);
    if (keyId !== undefined && !mayDecrypt(world, call, keyId)) {
      throw new Refusal('AccessDeniedException', 'Access to KMS is not allowed');
    }
    return {
      ARN: arn,
      Name: name,
      VersionId: versionId,
      SecretString: value,
      VersionStages: ['AWSCURRENT'],
      CreatedDate: changedAt,
    };
  },
  record: ({ input }) => ({ requestParameters: { secretId: input.SecretId } }),
};

const olderVersion =
  'sandbox: versions of a secret other than the current one are not emulated; add them in services/sandbox/secretsmanager/state.ts';
