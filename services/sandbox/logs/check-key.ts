import type { World } from '../core/service';
import { keyObstacle } from '../kms/key-policy';
import { refuse } from './refusals';

/**
 * Refuses a key that is not enabled or whose policy does not let CloudWatch Logs in. A key that the
 * world never knew passes. [D] encrypt-log-data-kms
 */
export function checkKey(world: World, groupArn: string, kmsKeyId: string): void {
  const [, , , region = '', accountId = ''] = groupArn.split(':');
  if (!/^arn:aws:kms:[^:]+:\d{12}:key\/.+$/.test(kmsKeyId)) {
    throw refuse.invalidParameter(`The specified KMS key ARN '${kmsKeyId}' is not valid.`);
  }
  const obstacle = keyObstacle(world, {
    key: { keyId: kmsKeyId, accountId, region },
    service: `logs.${region}.amazonaws.com`,
    actions: ['kms:GenerateDataKey', 'kms:Decrypt'],
    context: { 'kms:EncryptionContext:aws:logs:arn': groupArn },
  });
  if (obstacle !== undefined) throw refuse.unusableKey(groupArn);
}
