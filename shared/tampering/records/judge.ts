import type { Known } from '../../record/known';
import type { LogRecord } from '../../record/log-record';
import { protects } from '../../record/protected';
import type { Effect, Row, RowClass } from '../../record/row';
import { rowsFor } from './catalogue';
import { denied } from './denied';

export interface Judged {
  /**
   * `finding`: it took effect. `attempt`: it failed. `set-aside`: it looks like one and is not reported,
   * for the reason given. `unattributed`: it failed, and nothing says on what.
   */
  readonly kind: 'finding' | 'attempt' | 'set-aside' | 'unattributed';
  /** `CT-03..07` where the record does not tell which. */
  readonly row: string;
  readonly title: string;
  readonly technique?: string;
  readonly class: RowClass;
  /** Whether the record itself shows the harm, or only that the subject was changed. */
  readonly shown: boolean;
  readonly target?: string;
  readonly sentence: string;
  readonly why?: string;
}

/** What this record is, by every row that knows its call; none when it is nothing to us. */
export function judge(record: LogRecord, known: Known): readonly Judged[] {
  const judged = rowsFor(record).flatMap((row) => judgeRow(row, record, known) ?? []);
  const [nobodys, ...rest] = judged.filter(({ kind }) => kind === 'unattributed');
  // One denied call counts once, of however many rows it could be.
  return joined(judged.filter((one) => one === nobodys || !rest.includes(one)));
}

function judgeRow(row: Row, record: LogRecord, known: Known): Judged | undefined {
  if (record.readOnly && !row.marksAsRead) return undefined;
  const said = row.targets(record);
  const targets = said.length > 0 ? said : denied(record, row);
  if (row.class === 'dual-use') {
    if (targets.length === 0) return nameless(row, record);
  }
  const isOurs =
    row.class !== 'dual-use' || protects(known.subjects[row.subject], targets, record, row.subject);
  if (!isOurs && !isChosen(row, { targets, record }, known)) return undefined;
  const ours =
    row.class === 'dual-use'
      ? targets.filter((one) => protects(known.subjects[row.subject], [one], record, row.subject))
      : targets;
  const named = ours.length > 0 ? ours : targets;
  const target = named.find((one) => !one.startsWith('arn:')) ?? named[0];
  const effect = row.effect(record, known, target ?? 'unnamed');
  if (effect.kind === 'none') return undefined;
  const judged = outcome({ row, record, target, effect });
  return isOurs ? judged : { ...judged, kind: 'set-aside', why: CHOSEN };
}

/** A call in the logs had set a trail to use it by then: before that it was not in use. */
const isChosen = (
  row: Row,
  { targets, record }: { readonly targets: readonly string[]; readonly record: LogRecord },
  { chosen = [] }: Known,
): boolean =>
  row.class === 'dual-use' &&
  chosen.some(
    ({ kind, name, at }) =>
      kind === row.subject &&
      !((record.eventTime ?? '~') <= at) &&
      protects([name], targets, record, kind),
  );

const CHOSEN =
  'a call in these logs set a trail to use it, and nothing from before says that it is yours; name it with --protected if it is';

/** A dual-use call on an unknown target: counted when it was refused, nothing to us when it was not. */
const nameless = (row: Row, record: LogRecord): Judged | undefined =>
  record.errorCode
    ? {
        ...header(row),
        kind: 'unattributed',
        shown: false,
        sentence: row.title,
        why: record.errorCode,
      }
    : undefined;

function header(row: Row) {
  const { id, title, class: of, technique } = row;
  return { row: id, title, class: of, ...(technique && { technique }) };
}

interface Case {
  readonly row: Row;
  readonly record: LogRecord;
  readonly target: string | undefined;
  readonly effect: Exclude<Effect, { kind: 'none' }>;
}

function outcome({ row, record, target, effect }: Case): Judged {
  const shown = effect.kind === 'harm';
  const judged = {
    ...header(row),
    ...(shown && effect.adjacent && { class: 'adjacent' as const }),
    shown,
    ...(target !== undefined && { target }),
    sentence: effect.sentence,
  };
  if (record.networkActivity) return { ...judged, kind: 'set-aside', why: NETWORK };
  if (record.errorCode) {
    const sentence = `Failed (${record.errorCode}): ${row.title}${target ? `, ${target}` : ''}.`;
    return { ...judged, kind: 'attempt', sentence, why: record.errorCode };
  }
  if (!shown && row.class !== 'dual-use') return { ...judged, kind: 'set-aside', why: UNTOLD };
  return { ...judged, kind: 'finding' };
}

const NETWORK =
  'a VPC endpoint recorded that the call passed (network activity), not that it was carried out';
const UNTOLD = 'the record does not tell; the live state would have been read';

/** Rows that one record leaves undecided are one outcome: `CT-03..07`. */
function joined(judged: readonly Judged[]): readonly Judged[] {
  const open = judged.filter(({ shown, class: of }) => !shown && of === 'direct');
  const [first, last] = [open[0], open.at(-1)];
  if (!first || !last || first === last) return judged;
  const { technique: _, ...rest } = first;
  const one = { ...rest, row: `${first.row}..${last.row.split('-')[1]}` };
  return [...judged.filter((each) => !open.includes(each)), one];
}
