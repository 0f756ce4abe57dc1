import type { Principal } from '../core/principal';
import { saidBy } from '../core/said-by';
import { type Call, Refusal, type World } from '../core/service';
import { authorize } from '../iam/authorize';
import { readPolicyText } from '../iam/check-policy';
import type { ConditionContext } from '../iam/condition-keys';
import { evaluate } from '../iam/evaluate';
import type { PolicyDocument, ResourcePolicy } from '../iam/policy-document';
import { requestContext } from '../iam/request-context';
import { servicePrincipal } from '../iam/service-principal';
import type { Queue } from '../sqs/state';
import { findKey, type KeyName, keyArn, keyState, refuseState } from './find-key';
import { refuse } from './refusals';
import type { Key } from './state';

/** What a key gets that is made without a policy. [D] key-policy-default */
export function defaultPolicy(partition: string, accountId: string): PolicyDocument {
  return {
    Version: '2012-10-17',
    Id: 'key-default-1',
    Statement: [
      {
        Sid: 'Enable IAM User Permissions',
        Effect: 'Allow',
        Principal: { AWS: `arn:${partition}:iam::${accountId}:root` },
        Action: 'kms:*',
        Resource: '*',
      },
    ],
  };
}

/** A key may be used only as its policy says; IAM policies count where it names the account. [D] key-policies */
export function policyOfKey(key: Key): ResourcePolicy {
  return { ownerAccountId: key.accountId, document: key.policy, mandatory: true };
}

interface Lock {
  readonly arn: string;
  readonly policy: PolicyDocument;
  readonly principal: Principal;
}

/** Refuses a policy under which the caller could not put another one. [D] prevent-unmanageable-key */
export function refuseLockout(world: World, { arn, policy, principal }: Lock): void {
  const verdict = evaluate([policy], 'resource', {
    principal,
    action: 'kms:PutKeyPolicy',
    resource: arn,
    context: { ...requestContext(world, principal), ...keyConditions(principal.accountId) },
  });
  if (verdict === 'silent' || verdict === 'denied') throw refuse.lockedOut();
}

/** Whether the caller may have a service decrypt with this key. One that is gone or not enabled lets no one. */
export function mayDecrypt(world: World, call: Call, keyId: string): boolean {
  const { accountId, region, principal, service } = call;
  const key = findKey(world, { accountId, region, keyId });
  if (key === undefined || keyState(key) !== 'Enabled') return false;
  const context = {
    ...keyConditions(accountId),
    'kms:ViaService': `${service}.${region}.amazonaws.com`,
  };
  return allows(world, key, { principal, actions: ['kms:Decrypt'], context });
}

interface Use {
  readonly principal: Principal;
  /** e.g. `kms:Decrypt` to receive, and `kms:GenerateDataKey` too to send. */
  readonly actions: readonly string[];
  readonly context?: ConditionContext;
}

function allows(world: World, key: Key, use: Use): boolean {
  return firstDenied(world, key, use) === undefined;
}

function firstDenied(world: World, key: Key, { actions, ...by }: Use) {
  const on = { resources: [key.arn], resourcePolicy: policyOfKey(key) };
  for (const action of actions) {
    const decision = authorize(world, { ...by, ...on, action });
    if (decision.kind === 'denied') return { action, because: decision.because };
  }
  return undefined;
}

interface QueueKeyUse extends Use {
  readonly queue: Queue;
}

/**
 * Whether a caller may use the key of a queue, if it has one. A key that does not exist or is not enabled lets no one
 * in, and neither does AWS's own `alias/aws/sqs`, whose policy cannot name EventBridge. [D] eb-targets
 */
export function mayUseKey(world: World, use: QueueKeyUse): boolean {
  return whyNotUseKey(world, use) === undefined;
}

/** As `mayUseKey`: the refusal of KMS as SQS hands it on. Sentences of denials recorded on AWS, September 2026 */
export function whyNotUseKey(
  world: World,
  { queue, ...use }: QueueKeyUse,
): Pick<Refusal, 'code' | 'message'> | undefined {
  const keyId = queue.attributes.get('KmsMasterKeyId');
  if (keyId === undefined) return undefined;
  const { accountId, region } = queue;
  const key = findKey(world, { accountId, region, keyId });
  const [first = 'kms:Decrypt'] = use.actions;
  if (key === undefined) return deniedByKey(use.principal, first);
  try {
    refuseState(key, 'Disabled', 'PendingDeletion', 'PendingImport');
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { code: error.code, message: `${error.message}${saidBy('AWSKMS', 400, error.code)}` };
  }
  const context = {
    ...keyConditions(use.principal.accountId),
    ...use.context,
    'kms:ViaService': `sqs.${region}.amazonaws.com`,
  };
  const denied = firstDenied(world, key, { ...use, context });
  if (denied === undefined) return undefined;
  const { principal } = use;
  const isOwn = principal.kind !== 'service' && principal.accountId === key.accountId;
  return deniedByKey(
    principal,
    denied.action,
    isOwn ? `on resource: ${key.arn} ${denied.because}` : undefined,
  );
}

/** KMS tells another account, and a service, nothing of the key. */
function deniedByKey(principal: Principal, action: string, why = OF_NO_KEY_OF_THEIRS) {
  const code = 'AccessDeniedException';
  const sentence = `User: ${principal.arn} is not authorized to perform: ${action} ${why}`;
  return { code, message: `${sentence}${saidBy('AWSKMS', 400, code)}` };
}

const OF_NO_KEY_OF_THEIRS =
  'on this resource because the resource does not exist in this Region, no resource-based policies allow access, or a resource-based policy explicitly denies access';

/** Why an AWS service cannot encrypt with a key. A key that waits for its material counts as disabled. */
export type KeyObstacle = 'NotFound' | 'Disabled' | 'PendingDeletion' | 'NotAllowed';

interface ServiceKeyUse {
  readonly key: KeyName;
  /** e.g. `cloudtrail.amazonaws.com` */
  readonly service: string;
  readonly actions: readonly string[];
  readonly context: ConditionContext;
}

/** Undefined: nothing is in the way. Also for a key the world never knew, because nothing is known against it. */
export function keyObstacle(world: World, use: ServiceKeyUse): KeyObstacle | undefined {
  const key = findKey(world, use.key);
  if (key === undefined) {
    return world.kms.deleted.has(keyArn(world, use.key)) ? 'NotFound' : undefined;
  }
  const state = keyState(key);
  if (state === 'PendingDeletion') return state;
  if (state !== 'Enabled') return 'Disabled';
  const { accountId } = use.key;
  const principal = servicePrincipal(use.service, accountId);
  const context = { ...keyConditions(accountId), ...use.context };
  return allows(world, key, { principal, actions: use.actions, context })
    ? undefined
    : 'NotAllowed';
}

interface TrailKey {
  /** As the trail names it: ARN, id or alias, the latter two of the trail's own account and home Region. */
  readonly keyId: string;
  readonly trailArn: string;
}

/**
 * Why CloudTrail cannot encrypt a trail's files. Undefined: it can, or the world never knew the key.
 * [D] create-kms-key-policy-for-cloudtrail
 */
export function trailKeyObstacle(
  world: World,
  { keyId, trailArn }: TrailKey,
): KeyObstacle | undefined {
  const [, , , region = '', accountId = ''] = trailArn.split(':');
  return keyObstacle(world, {
    key: { keyId, accountId, region },
    service: 'cloudtrail.amazonaws.com',
    actions: ['kms:GenerateDataKey'],
    context: {
      'aws:SourceArn': trailArn,
      'aws:SourceAccount': accountId,
      'kms:EncryptionContext:aws:cloudtrail:arn': trailArn,
    },
  });
}

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
    'kms:EncryptionContext:aws:events:event-bus:arn': undefined,
    'kms:EncryptionContext:aws:logs:arn': undefined,
    'kms:EncryptionContext:aws:sns:topicArn': undefined,
  };
}

/** A key policy from its JSON text. */
export const readPolicy = (text: string): PolicyDocument =>
  readPolicyText(text, {
    notJson: () => refuse.malformedPolicy('Policy contains invalid JSON'),
    noStatements: () => refuse.malformedPolicy('The policy does not contain any statements.'),
    malformed: ({ message }) => refuse.malformedPolicy(message),
  });
