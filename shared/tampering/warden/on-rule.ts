import type { LogRecord } from '../../record/log-record';
import { named, openRowsOf, rowsOf } from '../records/rows-of';

const source = 'events.amazonaws.com';

const ruleOf =
  (name: string) =>
  (record: LogRecord): readonly string[] =>
    named(name)({ ...record, response: {} });

/** What calls on a rule do. */
export const onRule = rowsOf({ source, subject: 'rules', targets: ruleOf('name') });

/** What calls on the targets of a rule do. */
export const onTargets = rowsOf({ source, subject: 'rules', targets: ruleOf('rule') });

/** What calls on a rule do, also on one that is not ours. */
export const onAnyRule = openRowsOf({ source, targets: ruleOf('name') });

/** What calls on the targets of a rule do, also of one that is not ours. */
export const onTargetsOfAnyRule = openRowsOf({ source, targets: ruleOf('rule') });
