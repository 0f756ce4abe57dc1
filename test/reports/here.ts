import type { Memory } from '../../shared/domain/memory';
import type { Report } from '../../shared/domain/report';
import { reportSignal } from '../../shared/restore/reported/report-signal';
import type { Protected } from '../../shared/signal/protected';
import { calledBy } from '../../shared/tampering/reported/example-of';
import type { DrillPlace, ReportDrill } from '../../shared/tampering/reported/report-drill';
import { aBaseline } from '../builders/a-baseline';
import { aMemory } from '../builders/a-memory';
import { aRecord } from '../replay/a-record';

const KEY = 'arn:aws:kms:us-east-1:333344445555:key/11111111-2222-4333-8444-555555555555';
export const MANAGEMENT = '999988887777';
export const LOG_ARCHIVE = '333344445555';

/** What the deployment of these tests was told to guard. */
export const guarded: Protected = {
  partition: 'aws',
  homeRegion: 'us-east-1',
  securityAccountId: '222233334444',
  managementAccountId: MANAGEMENT,
  logArchiveAccountId: LOG_ARCHIVE,
  organizationId: 'o-a1b2c3d4e5',
  buckets: ['our-logs'],
  keys: [KEY],
  logGroup: 'trail',
  topics: [`arn:aws:sns:us-east-1:${LOG_ARCHIVE}:trail`],
  guardRails: [
    `arn:aws:organizations::${MANAGEMENT}:policy/o-a1b2c3d4e5/service_control_policy/p-guard`,
  ],
  governedRegions: ['us-east-1'],
};

export const drillPlace: DrillPlace = {
  memberAccountId: '111122223333',
  managementAccountId: MANAGEMENT,
  securityAccountId: '222233334444',
  logArchiveAccountId: LOG_ARCHIVE,
  homeRegion: 'us-east-1',
  bucket: 'our-logs',
  keyArn: KEY,
  logGroup: 'trail',
  logGroupRole: 'CloudTrail_CloudWatchLogs',
};

export type Envelope = Readonly<Record<string, unknown>> & { readonly detail: object };

/** A record as the member's bus gets it. */
export const enveloped = (record: Readonly<Record<string, unknown>>): Envelope => ({
  source: `aws.${String(record.eventSource).split('.')[0]}`,
  'detail-type':
    record.eventType === 'AwsServiceEvent'
      ? 'AWS Service Event via CloudTrail'
      : 'AWS API Call via CloudTrail',
  account: record.recipientAccountId,
  region: record.awsRegion,
  time: record.eventTime,
  detail: record,
});

/** What the account has a baseline of: one trail, which writes to a log group. */
const ofOneTrail = aMemory({ remembered: { baseline: aBaseline() } });
export const ofNothing: Extract<Memory, { kind: 'known' }> = {
  kind: 'known',
  readAt: '',
  subjects: {},
  exemptions: [],
};

/** What is told of a record; `111122223333` has a trail, no other account has. */
export const told = (
  record: Readonly<Record<string, unknown>>,
  recall = async (accountId: string): Promise<Memory> =>
    accountId === '111122223333' ? ofOneTrail : ofNothing,
): Promise<readonly Report[]> =>
  reportSignal(JSON.stringify(enveloped(record)), { guarded, recall });

/** The record that a drill leaves: told as it is, or as AWS writes its last call. */
export function recordOf(drill: ReportDrill): Readonly<Record<string, unknown>> {
  const { accountId, region, eventSource, eventName, ...rest } =
    drill.kind === 'record' ? drill.record : calledBy(drill);
  return aRecord({
    source: eventSource.replace('.amazonaws.com', ''),
    name: eventName,
    awsRegion: region,
    recipientAccountId: accountId,
    request: rest.requestParameters,
    resources: rest.resources,
  });
}
