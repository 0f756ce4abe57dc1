import { field, text } from '../../../record/json';
import { type Known, knownTrail, settingBefore } from '../../../record/known';
import type { LogRecord } from '../../../record/log-record';
import { protects } from '../../../record/protected';
import { type Effect, harm, none, unclear } from '../../../record/row';
import { onTrail } from '../on-trail';
import { changed, onUpdate, worst } from '../updated-setting';
import { redirectDelivery } from './technique';

/** A trail of ours that was deleted is made again under its name, into a bucket of the attacker's. A trail that is new is CT-14. */
function makesElsewhere(record: LogRecord, known: Known, target: string): Effect {
  const bucket = text(field(record.request, 's3BucketName'));
  if (!bucket || !protects(known.subjects.trails, [target], record)) return none;
  const before = settingBefore(knownTrail(record, known), 's3BucketName');
  if (before === bucket) return none;
  if (before) return harm(`Trail ${target} was made again, into ${bucket} instead of ${before}.`);
  if (protects(known.subjects.buckets, [bucket], record)) return none;
  return known.complete
    ? harm(`Trail ${target} was made again, into bucket ${bucket}, which is not one of ours.`)
    : unclear(`Trail ${target} was made again, into ${bucket}; where to before is not known.`);
}

export const redirectDeliveryRecords = [
  onUpdate(redirectDelivery, (record, known, target) =>
    worst([
      changed(record, known, {
        setting: 's3BucketName',
        sent: ['s3BucketName'],
        what: `The bucket of trail ${target}`,
      }),
      changed(record, known, {
        setting: 's3KeyPrefix',
        sent: ['s3KeyPrefix'],
        what: `The prefix of trail ${target}`,
      }),
    ]),
  ),
  onTrail(redirectDelivery, { CreateTrail: makesElsewhere }),
];
