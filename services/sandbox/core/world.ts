import type { AccountState } from '../account/state';
import type { CloudTrailState } from '../cloudtrail/state';
import type { EventsState } from '../events/state';
import type { IamState } from '../iam/state';
import type { KmsState } from '../kms/state';
import type { LogsState } from '../logs/state';
import type { OrganizationState } from '../organizations/state';
import type { S3State } from '../s3/state';
import type { SnsState } from '../sns/state';
import type { SqsState } from '../sqs/state';
import type { Clock } from './clock';
import type { Feed } from './feed';

/**
 * The state of the emulated organization. Each service keeps its own part in `<service>/state.ts`
 * (plain Maps keyed by ARN; an ARN holds the account and the Region), and no service reaches into
 * another's part except through the functions that part exports.
 */
export interface World {
  readonly partition: 'aws';
  /** Regions that exist here, e.g. us-east-1, eu-west-1. */
  readonly regions: readonly string[];
  readonly now: () => Date;
  readonly clock: Clock;
  /** Everything a bystander may watch: calls, records, deliveries, invocations. */
  readonly feed: Feed;
  readonly account: AccountState;
  readonly organization: OrganizationState;
  readonly iam: IamState;
  readonly cloudtrail: CloudTrailState;
  readonly events: EventsState;
  readonly kms: KmsState;
  readonly logs: LogsState;
  readonly s3: S3State;
  readonly sns: SnsState;
  readonly sqs: SqsState;
}
