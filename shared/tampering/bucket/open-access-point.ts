import { field, isFields, text } from '../../record/json';
import type { LogRecord } from '../../record/log-record';
import { type Effect, harm, none, unclear } from '../../record/row';
import { reachOf } from '../../record/statements/reach';
import { type PolicyStatement, readStatements } from '../../record/statements/statement';
import { whatOf } from '../../record/statements/what-of';
import { named, openRowsOf } from '../records/rows-of';
import { telling } from '../reported/report-drill';
import type { ToldRow } from '../reported/reported-row';

const OPTED_IN =
  'Only the StackSet trailwarden-buckets forwards it, where BucketGuard was asked for.';

/** A bucket that delegates to its access points lets in whom their policies let in. */
export const openAccessPoint: ToldRow = {
  row: 'BKT-06',
  title: 'Let strangers in through an access point',
  severity: 'high',
  mitre: ['T1530', 'T1537'],
  notUndone:
    'What the policy of an access point was is in no baseline, and the bucket’s own policy decides as well.',
  notForwarded: {
    's3.amazonaws.com PutAccessPointPolicy': OPTED_IN,
    's3.amazonaws.com DeleteAccessPointPolicy': OPTED_IN,
  },
  planned:
    'An access point for a partner is made under a contract that the owner of the bucket can show.',
  toDo: [
    {
      'Find its bucket, and what it blocks, in {accountId}':
        'aws s3control get-access-point --account-id {accountId} --name {target} --region {region}',
      'See whether AWS calls it public':
        'aws s3control get-access-point-policy-status --account-id {accountId} --name {target} --region {region}',
      'Undo: no policy, so that only callers of the account whom IAM lets in come through':
        'aws s3control delete-access-point-policy --account-id {accountId} --name {target} --region {region}',
    },
    'The bucket is open by it only where its own policy lets the same callers in, or delegates with s3:DataAccessPointAccount.',
  ],
  drill: telling('member', 's3:PutAccessPointPolicy', ({ memberAccountId, homeRegion }) => ({
    name: 'pictures',
    policy: JSON.stringify({
      Version: '2012-10-17',
      Statement: {
        Sid: 'Everyone',
        Effect: 'Allow',
        Principal: '*',
        Action: 's3:GetObject',
        Resource: `arn:aws:s3:${homeRegion}:${memberAccountId}:accesspoint/pictures/object/*`,
      },
    }),
  })),
};

const onAccessPoint = openRowsOf({
  source: 's3.amazonaws.com',
  targets: named('name', 'accessPointName'),
});

/** [MEM] No record of this call was seen: the policy may be a text or an object, and stand in the request’s body. */
function policyIn({ request }: LogRecord): string | undefined {
  const body = [request, field(request, 'PutAccessPointPolicyRequest')];
  const policies = body.flatMap((one) => [field(one, 'policy'), field(one, 'Policy')]);
  const policy = policies.find((one) => one !== undefined);
  return isFields(policy) ? JSON.stringify(policy) : text(policy);
}

/** The record does not tell what was there before, nor which accounts are ours, but whose the bucket is. */
function lets(record: LogRecord, _: unknown, target: string): Effect {
  const { accountId = '', resourceArns } = record;
  const policy = policyIn(record);
  const partition = resourceArns[0]?.split(':')[1] ?? 'aws';
  const statements = policy === undefined ? undefined : readStatements(policy, partition);
  if (!statements)
    return unclear(`Access point ${target} has another policy, and the record does not show it.`);
  const bucket = resourceArns.find((arn) => arn.includes(':s3:::'))?.split(':::')[1];
  const where = `${bucket ?? 'of account '.concat(accountId)} through access point ${target}`;
  const strangers = statements.flatMap((one) => strangerIn(one, accountId, where) ?? []);
  const isOpen = strangers.some(({ isPublic }) => isPublic);
  const told = strangers
    .filter(({ isPublic }) => isPublic === isOpen)
    .slice(0, MOST)
    .map(({ sentence }) => sentence)
    .join(' ');
  if (strangers.length === 0) return none;
  return isOpen ? harm(told) : unclear(told);
}

/** An intruder may write any number of them. */
const MOST = 3;

function strangerIn(one: PolicyStatement, owner: string, where: string) {
  if (!one.allows) return undefined;
  const { kind, who } = reachOf(one, { accountIds: [] }, owner);
  if (kind === 'wider') return undefined;
  const sid = text(one.written.Sid) ?? `number ${one.index + 1}`;
  const by = who.replace('which is not of the organization', 'which is not the owner');
  const sentence = `${by} may ${whatOf([one], where)} (statement ${sid}).`;
  return { isPublic: kind === 'public', sentence };
}

export const openAccessPointRecords = [
  onAccessPoint(openAccessPoint, {
    PutAccessPointPolicy: lets,
    DeleteAccessPointPolicy: (_record, _known, target) =>
      unclear(
        `The policy of access point ${target} was deleted: what it refused is refused no longer.`,
      ),
  }),
];
