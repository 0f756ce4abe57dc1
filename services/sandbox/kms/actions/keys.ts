import { recordSpelling } from '../../cloudtrail/record';
import { recordedTime } from '../../core/dates';
import { putTags } from '../../core/input';
import { actionsOn } from '../../core/make-action';
import { ownOf } from '../../core/own-of';
import { type Action, type Call, type Output, Refusal, type World } from '../../core/service';
import { nextRotation, rotate, scheduleDeletion } from '../create-key';
import { findKey, keyState, refuseState } from '../find-key';
import { optionalNumber, optionalText, pageOf, requiredText, tagsOf } from '../input';
import { keyMetadata } from '../key-metadata';
import {
  anyKeyParts,
  conditionsOfCall,
  keyChangeRecord,
  keyOfCall,
  keyOrAlias,
  keyRecord,
  ownKeyParts,
  rotatingKeyOfCall,
} from '../key-of-call';
import { readPolicy, refuseLockout } from '../key-policy';
import { refuse } from '../refusals';
import type { Key } from '../state';

/** Named by id or ARN. */
const onOwnKey = actionsOn(ownKeyParts, keyOfCall);

const changeParts = { ...ownKeyParts, record: keyChangeRecord };

const changeKey = actionsOn(changeParts, keyOfCall);

const changeRotation = actionsOn(changeParts, rotatableKey);

export const describeKey: Action = {
  ...anyKeyParts,
  handle: (call, world) => ({ KeyMetadata: keyMetadata(keyOrAlias(call, world)) }),
};

export const listKeys: Action = {
  handle: (call, world) => {
    const own = ownOf(call, world.kms.keys).filter(
      ({ arn }) => findKey(world, { ...call, keyId: arn }) !== undefined,
    );
    const { items, rest } = pageOf(call.input, own);
    return { Keys: items.map(({ keyId, arn }) => ({ KeyId: keyId, KeyArn: arn })), ...rest };
  },
};

export const enableKey = changeKey((key) => {
  refuseState(key, 'PendingDeletion', 'PendingImport');
  key.enabled = true;
});

export const disableKey = changeKey((key) => {
  refuseState(key, 'PendingDeletion', 'PendingImport');
  key.enabled = false;
});

export const scheduleKeyDeletion: Action = {
  ...onOwnKey((key, call, world) => {
    const days = optionalNumber(call.input, 'PendingWindowInDays') ?? 30;
    if (!Number.isInteger(days) || days < 7 || days > 30) throw invalidWindow(days);
    refuseState(key, 'PendingDeletion');
    const DeletionDate = scheduleDeletion(world, key, days);
    return {
      KeyId: key.arn,
      DeletionDate,
      KeyState: 'PendingDeletion',
      PendingWindowInDays: days,
    };
  }),
  conditions: (call) => ({
    ...conditionsOfCall(call),
    'kms:ScheduleKeyDeletionPendingWindowInDays': String(
      optionalNumber(call.input, 'PendingWindowInDays') ?? 30,
    ),
  }),
  record: (call, output, world) => ({
    ...keyRecord(call, output, world),
    responseElements: output && answerOf(output),
  }),
};

function answerOf(output: Output): unknown {
  const { DeletionDate } = output;
  const date = DeletionDate instanceof Date ? recordedTime(DeletionDate) : DeletionDate;
  return recordSpelling({ ...output, DeletionDate: date });
}

/** How AWS refuses a number outside its bounds. */
function outside(member: string, value: number, [least, most]: readonly [number, number]) {
  const bound =
    value < least ? `greater than or equal to ${least}` : `less than or equal to ${most}`;
  return refuse.invalid(
    `1 validation error detected: Value '${value}' at '${member}' failed to satisfy constraint: Member must have value ${bound}`,
  );
}

function invalidWindow(days: number) {
  return outside('pendingWindowInDays', days, [7, 30]);
}

/** Leaves the key disabled: using it again takes an EnableKey. [D] API_CancelKeyDeletion */
export const cancelKeyDeletion = changeKey((key) => {
  if (keyState(key) !== 'PendingDeletion') {
    throw refuse.invalidState(`${key.arn} is not pending deletion.`);
  }
  delete key.deletionDate;
  key.enabled = false;
  return { KeyId: key.arn };
});

/** Makes the key useless until the same material is imported again; one without material stays as it is. */
export const deleteImportedKeyMaterial = changeKey((key) => {
  if (key.origin !== 'EXTERNAL') {
    throw refuse.unsupportedOperation(
      `${key.arn} origin is ${key.origin} which is not valid for this operation.`,
    );
  }
  key.hasMaterial = false;
  return { KeyId: key.arn };
});

export const putKeyPolicy: Action = {
  ...onOwnKey((key, call, world) => {
    refusePolicyName(call);
    const policy = readPolicy(requiredText(call.input, 'Policy'));
    const { principal } = call;
    if (!bypasses(call)) refuseLockout(world, { arn: key.arn, policy, principal });
    key.policy = policy;
  }),
  conditions: (call) => ({
    ...conditionsOfCall(call),
    'kms:BypassPolicyLockoutSafetyCheck': String(bypasses(call)),
  }),
  record: (call, output, world) => ({
    requestParameters: recordSpelling({
      ...call.input,
      PolicyName: 'default',
      BypassPolicyLockoutSafetyCheck: bypasses(call),
    }),
    ...keyChangeRecord(call, output, world),
  }),
};

function bypasses({ input }: Call): boolean {
  return input.BypassPolicyLockoutSafetyCheck === true;
}

/** The policy comes back laid out anew, not letter for letter as it was put. */
export const getKeyPolicy: Action = {
  ...onOwnKey(({ policy }, call) => {
    refusePolicyName(call);
    return { Policy: JSON.stringify(policy, null, 2), PolicyName: 'default' };
  }),
  record: (call, output, world) => ({
    requestParameters: { keyId: optionalText(call.input, 'KeyId'), policyName: 'default' },
    ...keyRecord(call, output, world),
  }),
};

export const enableKeyRotation = changeRotation((key, call, world) => {
  const days = optionalNumber(call.input, 'RotationPeriodInDays') ?? 365;
  if (!Number.isInteger(days) || days < 90 || days > 2560) {
    throw outside('rotationPeriodInDays', days, [90, 2560]);
  }
  rotate(world, key, days);
});

export const disableKeyRotation = changeRotation((key) => {
  delete key.rotation;
});

/** A key that is pending deletion does not rotate until that is called off. [D] API_GetKeyRotationStatus */
export const getKeyRotationStatus: Action = {
  ...anyKeyParts,
  handle: (call, world) => {
    const { arn, rotation, deletionDate } = rotatingKeyOfCall(call, world);
    if (rotation === undefined || deletionDate !== undefined) {
      return { KeyId: arn, KeyRotationEnabled: false };
    }
    return {
      KeyId: arn,
      KeyRotationEnabled: true,
      RotationPeriodInDays: rotation.periodInDays,
      NextRotationDate: nextRotation(rotation, world.now()),
    };
  },
};

export const tagResource = changeKey((key, call) => {
  refuseState(key, 'PendingDeletion');
  const tooMany = () => new Refusal('LimitExceededException', 'Too many tags');
  putTags(key.tags, tagsOf(call.input), tooMany);
});

export const untagResource = changeKey((key, call) => {
  refuseState(key, 'PendingDeletion');
  const { TagKeys } = call.input;
  for (const name of Array.isArray(TagKeys) ? TagKeys : []) key.tags.delete(String(name));
});

export const listResourceTags = onOwnKey((key) => ({
  Tags: [...key.tags].map(([TagKey, TagValue]) => ({ TagKey, TagValue })),
  Truncated: false,
}));

/** KMS rotates only symmetric encryption keys whose material it made itself. [D] rotate-keys */
function rotatableKey(call: Call, world: World): Key {
  const key = rotatingKeyOfCall(call, world);
  refuseState(key, 'Disabled', 'PendingDeletion');
  if (key.origin === 'EXTERNAL') {
    throw refuse.unsupportedOperation(
      `${key.arn} origin is EXTERNAL which is not valid for this operation.`,
    );
  }
  if (key.keySpec !== 'SYMMETRIC_DEFAULT') throw refuse.unsupportedOperation('');
  return key;
}

/** A key has one policy, and it is called `default`. [D] API_PutKeyPolicy */
function refusePolicyName({ input }: Call): void {
  const name = optionalText(input, 'PolicyName') ?? 'default';
  if (name === 'default') return;
  throw new Refusal('NotFoundException', `Policy ${name} does not exist`);
}
