import { recordSpelling } from '../../cloudtrail/record';
import { recordedTime } from '../../core/dates';
import { partitionOf } from '../../core/partition';
import {
  type Action,
  type Call,
  NotEmulated,
  type Output,
  type RecordPart,
  type World,
} from '../../core/service';
import { requirePermission } from '../../iam/require-permission';
import { createKey as create } from '../create-key';
import { findKey } from '../find-key';
import { optionalText, tagsOf } from '../input';
import { keyMetadata, usage } from '../key-metadata';
import { keyResource } from '../key-of-call';
import { readPolicy, refuseLockout } from '../key-policy';
import { refuse } from '../refusals';
import { isKeySpec, type Key, type KeyOrigin, type KeySpec } from '../state';

/** Symmetric encryption keys, 256-bit HMAC keys and keys that sign on the curve P-256; every other spec, and key stores, are refused. */
export const createKey: Action = {
  handle: (call, world) => ({ KeyMetadata: keyMetadata(created(call, world)) }),
  record,
};

function created(call: Call, world: World): Key {
  const { input, accountId, region, principal } = call;
  const tags = tagsOf(input);
  if (tags.size > 0) {
    requirePermission(world, call, { permission: 'kms:TagResource', resource: '*' });
  }
  const written = optionalText(input, 'Policy');
  const policy = written === undefined ? undefined : readPolicy(written);
  if (policy !== undefined && input.BypassPolicyLockoutSafetyCheck !== true) {
    refuseLockout(world, {
      arn: `arn:${partitionOf(region)}:kms:${region}:${accountId}:key/*`,
      policy,
      principal,
    });
  }
  return create(world, {
    accountId,
    region,
    policy,
    description: optionalText(input, 'Description'),
    keySpec: keySpecOf(call),
    origin: originOf(call),
    multiRegion: input.MultiRegion === true,
    tags,
  });
}

function keySpecOf({ input }: Call): KeySpec {
  const spec = specOf(input);
  if (!isKeySpec(spec)) {
    throw new NotEmulated(
      `sandbox: KMS keys with KeySpec ${spec} are not emulated; add it to services/sandbox/kms/actions/create-key.ts`,
    );
  }
  if (spec !== 'SYMMETRIC_DEFAULT' && input.KeyUsage === undefined) {
    throw refuse.invalid(
      'You must specify a KeyUsage value for all KMS keys except for symmetric encryption keys.',
    );
  }
  if (usageOf(input) === usage({ keySpec: spec }).KeyUsage) return spec;
  throw refuse.invalid(`KeyUsage ${usageOf(input)} is not compatible with KeySpec ${spec}`);
}

function originOf({ input }: Call): KeyOrigin {
  const origin = optionalText(input, 'Origin') ?? 'AWS_KMS';
  if (origin === 'AWS_KMS' || origin === 'EXTERNAL') return origin;
  throw new NotEmulated(
    `sandbox: KMS keys with Origin ${origin} are not emulated; add it to services/sandbox/kms/actions/create-key.ts`,
  );
}

function record(call: Call, output: Output | undefined, world: World): RecordPart {
  const metadata = output?.KeyMetadata as ReturnType<typeof keyMetadata> | undefined;
  const key = metadata && findKey(world, { ...call, keyId: metadata.Arn });
  const requestParameters = requestOf(call);
  if (metadata === undefined || key === undefined) return { requestParameters };
  return {
    requestParameters,
    responseElements: recordSpelling({
      KeyMetadata: { ...metadata, CreationDate: recordedTime(metadata.CreationDate) },
    }),
    resources: [keyResource(key)],
  };
}

/** Records of CreateKey spell the defaults out [R]. */
function requestOf({ input }: Call): unknown {
  const spec = specOf(input);
  return recordSpelling({
    ...input,
    Description: optionalText(input, 'Description') ?? '',
    KeySpec: spec,
    CustomerMasterKeySpec: spec,
    KeyUsage: usageOf(input),
    Origin: optionalText(input, 'Origin') ?? 'AWS_KMS',
    MultiRegion: input.MultiRegion === true,
    BypassPolicyLockoutSafetyCheck: input.BypassPolicyLockoutSafetyCheck === true,
  });
}

function specOf(input: Call['input']): string {
  const older = optionalText(input, 'CustomerMasterKeySpec');
  return optionalText(input, 'KeySpec') ?? older ?? 'SYMMETRIC_DEFAULT';
}

function usageOf(input: Call['input']): string {
  return optionalText(input, 'KeyUsage') ?? 'ENCRYPT_DECRYPT';
}
