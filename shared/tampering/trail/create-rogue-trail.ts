import { field, text } from '../../record/json';
import { type Known, trailArnOf } from '../../record/known';
import type { LogRecord } from '../../record/log-record';
import { protects } from '../../record/protected';
import { type Effect, harm, none } from '../../record/row';
import { pasteable } from '../reported/facts';
import type { ToldRow } from '../reported/reported-row';
import { undoIn } from '../reported/undo-in';
import { onTrail } from './on-trail';

/**
 * A trail of a stranger's: it copies every event to their bucket, or fills the five places of a
 * Region so that a deleted trail of ours cannot be made again.
 */
export const createRogueTrail: ToldRow = {
  row: 'CT-14',
  title: 'Create a rogue trail',
  severity: 'high',
  mitre: ['T1537', 'T1685.002'],
  notUndone: 'Stopping or deleting a trail that is needed would be the very harm we guard against.',
  // Stopped and not deleted: what it was is evidence. One with a baseline is left alone (undo-plan.ts).
  undo: {
    calls: { CreateTrail: ['cloudtrail:StopLogging'] },
    steps: (record) => {
      const Name = trailArnOf(record) ?? '';
      const isHere = Name.includes(`:${record.region}:${record.accountId}:`);
      return isHere ? undoIn(record, 'cloudtrail:StopLogging', { on: Name, input: { Name } }) : [];
    },
  },
  planned: ({ asked }) =>
    `Whose bucket is ${asked('s3BucketName', 'bucket')}? An owner outside the organization is an answer.`,
  toDo: (facts) => [
    {
      'Preserve, in {accountId}':
        'aws cloudtrail describe-trails --trail-name-list {target} --region {region}',
      'A trail that logged and is stopped is started again, also one without a baseline: declare the stop, a minute before': `trailwarden exempt add ${pasteable(trailArnOf(facts.record), 'trail-arn')} --new --until 4h --why 'a rogue trail is stopped'`,
      'Stop the export': 'aws cloudtrail stop-logging --name {target} --region {region}',
    },
    'If Trailwarden captured it as a baseline it comes back: retire that before it is deleted (trailwarden baseline retire).',
    {
      'Undo, once no team claims it':
        'aws cloudtrail delete-trail --name {target} --region {region}',
    },
    'Rotate every secret that stood in request parameters since; a Region holds five trails, so check that ours could be made again.',
  ],
  drill: ({ memberAccountId, homeRegion }) => ({
    kind: 'calls',
    accountId: memberAccountId,
    calls: [
      {
        call: 'cloudtrail:CreateTrail',
        region: homeRegion,
        input: { Name: 'rogue', S3BucketName: 'strangers-bucket' },
      },
    ],
  }),
};

/** A new trail is foreign when a list says what belongs here, and its bucket is not on it. */
function createsRogue(record: LogRecord, known: Known, target: string): Effect {
  if (record.errorCode === 'MaximumNumberOfTrailsExceededException') {
    return harm(`The Region holds as many trails as AWS allows; ${target} could not be created.`);
  }
  const bucket =
    text(field(record.request, 's3BucketName')) ?? text(field(record.response, 's3BucketName'));
  if (!known.complete || !bucket) return none;
  if (protects(known.subjects.trails, [target], record)) return none;
  return protects(known.subjects.buckets, [bucket], record)
    ? none
    : harm(`New trail ${target} exports events to bucket ${bucket}, which is not one of ours.`);
}

export const createRogueTrailRecords = [onTrail(createRogueTrail, { CreateTrail: createsRogue })];
