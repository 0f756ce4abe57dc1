import { randomUUID } from 'node:crypto';
import { partitionOf } from '../../core/partition';
import { type Action, type Call, NotEmulated, Refusal, type World } from '../../core/service';
import { mayDecrypt } from '../../kms/key-policy';
import { createSecret, findSecret, type Secret } from '../state';

export const createSecretAction: Action = {
  resource: secretArnOfCall,
  handle: (call, world) => {
    const { Name, SecretString, KmsKeyId } = call.input;
    if (typeof SecretString !== 'string') {
      throw new NotEmulated(
        'sandbox: a secret without SecretString is not emulated; add it in services/sandbox/secretsmanager/actions/secrets.ts',
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
    const { arn, versionId } = createSecret(world, {
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

/** The version before it is gone. */
export const putSecretValue: Action = {
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

/** The current version only. */
export const getSecretValue: Action = {
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

function secretOfCall(world: World, call: Call): Secret {
  const found = findSecret(world, call, String(call.input.SecretId));
  if (found) return found;
  throw new Refusal(
    'ResourceNotFoundException',
    "Secrets Manager can't find the specified secret.",
  );
}

/** A secret that is not there is asked under its name. */
function secretArnOfCall(call: Call, world: World): string {
  const { accountId, region, input } = call;
  const id = String(input.SecretId ?? input.Name);
  const own = `arn:${partitionOf(region)}:secretsmanager:${region}:${accountId}:secret:${id}`;
  return findSecret(world, call, id)?.arn ?? (id.startsWith('arn:') ? id : own);
}
