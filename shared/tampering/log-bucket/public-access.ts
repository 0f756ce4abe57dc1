import { field, flag, isFields } from '../../record/json';
import type { Known } from '../../record/known';
import type { LogRecord } from '../../record/log-record';
import { type Effect, harm, none, unclear } from '../../record/row';

const BLOCKS = [
  'blockPublicAcls',
  'ignorePublicAcls',
  'blockPublicPolicy',
  'restrictPublicBuckets',
];

/** What a public access block leaves open, of a bucket or of an account. */
export function publicAccess({ request }: LogRecord, _: Known, target: string): Effect {
  const configuration = field(request, 'publicAccessBlockConfiguration');
  if (!isFields(configuration))
    return unclear(`Public access to ${target} was set; the record does not say to what.`);
  const blocked = BLOCKS.every((name) => flag(field(configuration, name)) === true);
  return blocked ? none : harm(`Public access to ${target} is no longer blocked.`);
}
