import type { ConditionContext } from '../iam/condition-context';

/** The `kms:` keys of a call that comes straight from its caller: some are known to be absent. */
export function keyConditions(callerAccountId: string): ConditionContext {
  return {
    'kms:CallerAccount': callerAccountId,
    'kms:ViaService': undefined,
    'kms:GrantIsForAWSResource': undefined,
    'kms:BypassPolicyLockoutSafetyCheck': undefined,
    'kms:RequestAlias': undefined,
    'kms:EncryptionContextKeys': undefined,
    'kms:EncryptionContext:aws:cloudtrail:arn': undefined,
    'kms:EncryptionContext:aws:logs:arn': undefined,
    'kms:EncryptionContext:aws:sns:topicArn': undefined,
  };
}
