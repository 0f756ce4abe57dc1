import { createAccountState } from '../account/state';
import { createCloudTrailState } from '../cloudtrail/state';
import { createEventsState } from '../events/state';
import { createIamState } from '../iam/create-iam-state';
import { createKmsState } from '../kms/state';
import { createLogsState } from '../logs/state';
import { createOrganizationState } from '../organizations/state';
import { createS3State } from '../s3/state';
import { createSnsState } from '../sns/state';
import { createSqsState } from '../sqs/state';
import { type ClockOptions, createClock } from './clock';
import { createFeed } from './feed';
import { partitionOf } from './partition';
import type { World } from './service';

export interface WorldOptions extends ClockOptions {
  readonly regions: readonly string[];
}

/** An empty world: no account, no organization, nothing happened yet. */
export function createWorld({ regions, ...options }: WorldOptions): World {
  const clock = createClock(options);
  const partition = partitionOf(regions[0] ?? '');
  return {
    partition,
    regions,
    now: clock.now,
    clock,
    feed: createFeed(),
    account: createAccountState(),
    organization: createOrganizationState(partition),
    iam: createIamState(partition),
    cloudtrail: createCloudTrailState(),
    events: createEventsState(),
    kms: createKmsState(),
    logs: createLogsState(),
    s3: createS3State(),
    sns: createSnsState(),
    sqs: createSqsState(),
  };
}
