import { field, text } from '../../../record/json';
import type { LogRecord } from '../../../record/log-record';
import { type Effect, harm, none } from '../../../record/row';
import { onLogGroup } from '../on-log-group';
import { changeLogGroupClass } from './technique';

const STANDARD = 'STANDARD';

/** Nothing of the class that takes everything, or of the one that a call without it asks for. */
function madeInClass({ request }: LogRecord, _: unknown, target: string): Effect {
  const logGroupClass = text(field(request, 'logGroupClass')) ?? STANDARD;
  return logGroupClass === STANDARD
    ? none
    : harm(`Log group ${target} was made in the class ${logGroupClass}, which takes no filters.`);
}

export const changeLogGroupClassRecords = [
  onLogGroup(changeLogGroupClass, { CreateLogGroup: madeInClass }),
];
