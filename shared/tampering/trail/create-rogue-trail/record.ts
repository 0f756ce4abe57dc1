import { field, text } from '../../../record/json';
import type { Known } from '../../../record/known';
import type { LogRecord } from '../../../record/log-record';
import { protects } from '../../../record/protected';
import { type Effect, harm, none } from '../../../record/row';
import { onTrail } from '../on-trail';
import { createRogueTrail } from './told';

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
