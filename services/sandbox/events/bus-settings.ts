import { randomUUID } from 'node:crypto';
import { type Call, Refusal, type World } from '../core/service';
import { authorize } from '../iam/authorize';
import { findKey, keyArn } from '../kms/find-key';
import { keyConditions, keyObstacle, policyOfKey } from '../kms/key-policy';
import { eventBridge } from './delivery';
import { isInput, optionalText } from './input';
import { refuse } from './refusals';
import type { BusSettings } from './state';

/**
 * The settings of a bus after CreateEventBus or UpdateEventBus: what a call leaves out stays as it was, and an empty text
 * takes away. What is refused, and in which words, was recorded on AWS, September 2026
 */
export function settingsAfter(
  world: World,
  call: Call,
  busArn: string,
  before: BusSettings = {},
): BusSettings {
  const description = optionalText(call.input, 'Description') ?? before.Description;
  const key = keyAfter(world, call, busArn, before.KmsKeyIdentifier);
  const deadLetters = deadLettersAfter(call, before.DeadLetterConfig);
  return {
    ...(description && { Description: description }),
    ...(key && { KmsKeyIdentifier: key }),
    ...(deadLetters && { DeadLetterConfig: deadLetters }),
  };
}

function deadLettersAfter(
  { input, region }: Call,
  before: BusSettings['DeadLetterConfig'],
): BusSettings['DeadLetterConfig'] {
  if (!isInput(input.DeadLetterConfig)) return before;
  const arn = optionalText(input.DeadLetterConfig, 'Arn');
  if (arn === undefined) {
    throw refuse.invalid(
      'Parameter DeadLetterConfig.Arn is not valid. Reason: Provide a valid SQS queue ARN, or an empty string to remove the dead-letter queue configuration.',
    );
  }
  if (arn === '') return undefined;
  if (arn.split(':')[3] !== region) {
    throw denied(
      `Access to the resource ${arn} is denied. Reason: You must specify a dead letter queue in the same region.`,
    );
  }
  return { Arn: arn };
}

/** Rules are encrypted anew: with the key that was there before, too, so a disabled one cannot be taken away. */
function keyAfter(world: World, call: Call, busArn: string, before = ''): string {
  const { accountId, region, input } = call;
  const keyId = optionalText(input, 'KmsKeyIdentifier');
  if (keyId === undefined) return before;
  if (before !== '') refuseUnusable(world, call, busArn, before);
  if (keyId === '') return '';
  if (!/^(arn:|alias\/|mrk-|[\da-f]{8}-)/.test(keyId)) {
    throw refuse.invalid(
      `Parameter Invalid keyId ${keyId} (Service: Kms, Status Code: 400, Request ID: ${randomUUID()}) (SDK Attempt Count: 1) is not valid.`,
    );
  }
  const place = { accountId, region };
  const arn = keyId.startsWith('alias/')
    ? `${keyArn(world, { ...place, keyId: '' }).replace(/:key\/$/, '')}:${keyId}`
    : keyArn(world, { ...place, keyId });
  if (arn.includes(':alias/aws/')) {
    throw refuse.invalid(
      `Parameter ${arn} is not valid. Reason: Provided Arn is not in correct format.`,
    );
  }
  mayDescribe(world, call, arn);
  refuseUnusable(world, call, busArn, arn);
  return arn;
}

function mayDescribe(world: World, call: Call, keyId: string): void {
  const why = whyNotOwn(world, call, keyId, 'kms:DescribeKey');
  if (why !== undefined) throw denied(`Access to call kms:DescribeKey is denied. Reason: ${why}`);
}

/** Why the caller may not do something with a key; of one the world does not know nothing is known against it. */
function whyNotOwn(world: World, call: Call, keyId: string, action: string): string | undefined {
  const { principal, accountId, region } = call;
  const key = findKey(world, { accountId, region, keyId });
  if (key === undefined) return undefined;
  const decision = authorize(world, {
    principal,
    action,
    resources: [key.arn],
    resourcePolicy: policyOfKey(key),
    context: { ...keyConditions(accountId), 'aws:RequestedRegion': region },
  });
  return decision.kind === 'allowed'
    ? undefined
    : `User: ${principal.arn} is not authorized to perform: ${action} on resource: ${key.arn} ${decision.because}`;
}

/** Neither EventBridge nor the caller may be kept from encrypting with it. */
function refuseUnusable(world: World, call: Call, busArn: string, keyId: string): void {
  const { accountId, region } = call;
  const key = { accountId, region, keyId };
  const arn = keyArn(world, key);
  const context = {
    'aws:SourceArn': busArn,
    'aws:SourceAccount': accountId,
    'kms:EncryptionContext:aws:events:event-bus:arn': busArn,
  };
  for (const action of ['kms:GenerateDataKey', 'kms:Decrypt']) {
    const use = { key, service: eventBridge, actions: [action], context };
    const obstacle = keyObstacle(world, use);
    if (obstacle === 'NotAllowed') {
      throw denied(
        `Access to call ${action} is denied. Reason: ${eventBridge} is not authorized to perform: ${action} on ${arn} because the resource does not exist in this Region, no resource-based policies allow access, or a resource-based policy explicitly denies access`,
      );
    }
    if (obstacle !== undefined) {
      throw refuse.invalid(
        `Parameter kmsKeyIdentifier is not valid. Reason: ${arn} ${UNUSABLE[obstacle]}`,
      );
    }
  }
  const why = whyNotOwn(world, call, keyId, 'kms:GenerateDataKeyWithoutPlaintext');
  if (why !== undefined) throw refuse.invalid(`Parameter ${arn} is not valid. Reason: ${why}`);
}

const UNUSABLE = {
  Disabled: 'is disabled.',
  PendingDeletion: 'is pending deletion.',
  NotFound: 'does not exist.',
} as const;

const denied = (message: string) => new Refusal('AccessDeniedException', message);
