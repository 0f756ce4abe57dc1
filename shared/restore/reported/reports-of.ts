import type { Report } from '../../domain/report';
import { field, parseJson } from '../../record/json';
import type { Known } from '../../record/known';
import { type LogRecord, readRecord } from '../../record/log-record';
import { bareNameOf } from '../../record/protected';
import { type Judged, judge } from '../../tampering/records/judge';
import { findReported } from '../../tampering/reported/catalogue';
import { factsOf, pasteable } from '../../tampering/reported/facts';

/** The record in one message, as EventBridge sends it; undefined when there is none. */
export function recordIn(body: string): LogRecord | undefined {
  const envelope = parseJson(body);
  return readRecord(field(envelope, 'detail'), envelope);
}

/**
 * What is to be told of one record. Nothing for a call that failed, for what a technique finds, and
 * for what is not ours. Never throws.
 */
export function reportsOf(record: LogRecord, known: Known): readonly Report[] {
  if (record.errorCode) return [];
  const all = judge(record, known);
  // A technique that shares the row makes an incident of its own: one call would have two.
  const found = new Set(all.flatMap(({ row, technique }) => (technique ? row : [])));
  return all.flatMap((judged) => {
    const { row, target, sentence } = judged;
    const reported = tookEffect(judged, record) ? findReported(row) : undefined;
    if (!reported || (reported.restored?.(record, known) ?? found.has(row))) return [];
    const { title, severity, notUndone } = reported;
    const named = target ?? record.accountId ?? 'unnamed';
    return {
      ...placeOf(row, record, named),
      ...{ row, title, severity, notUndone },
      target: named,
      name: bareNameOf(named),
      sentence,
      ...(reported.worst === record.eventName && { isWorst: true as const }),
      guidance: reported.guidance(factsOf(record, named)),
    };
  });
}

/** The reported rows that a failed call would have been, of what is ours. */
export const attemptsOf = (record: LogRecord, known: Known): readonly string[] =>
  judge(record, known)
    .filter(({ kind, row }) => kind === 'attempt' && findReported(row))
    .map(({ row }) => row);

/** Where the record alone does not tell what was done, a human has to look: nothing else of ours will. */
const tookEffect = ({ kind, shown }: Judged, { networkActivity }: LogRecord): boolean =>
  kind === 'finding' || (kind === 'set-aside' && !shown && !networkActivity);

/** Rows about an account itself: it says so in its own log, and management in another. */
const OF_ACCOUNTS: ReadonlySet<string> = new Set([
  'ORG-02',
  'ORG-03',
  'ORG-04',
  'ORG-07',
  'ORG-08',
]);

function placeOf(row: string, record: LogRecord, target: string) {
  const isAccount = OF_ACCOUNTS.has(row) && /^\d{12}$/.test(target);
  const accountId = isAccount ? target : (record.accountId ?? 'unknown');
  return { accountId, region: pasteable(record.region, 'region') };
}
