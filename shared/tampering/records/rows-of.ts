import { field, texts } from '../../record/json';
import type { LogRecord } from '../../record/log-record';
import type { ProtectedKind } from '../../record/protected';
import { type DualUseRow, type Effect, harm, none, type OpenRow, unclear } from '../../record/row';

/** What is said once of a way of tampering, in its technique or where it is told; its rows take it over. */
export interface Way {
  /** Of a technique, which finds the same in the account's state. */
  readonly id?: string;
  readonly row: string;
  readonly title: string;
  readonly events?: Readonly<Record<string, readonly string[]>>;
}

/** What one call does: never throws, even when the record lacks fields. */
type Judgement = DualUseRow['effect'];

/** One judgement for all calls of the way, or one for each call it names. */
type Judgements = Judgement | Readonly<Record<string, Judgement>>;

interface Group {
  readonly source: string;
  readonly subject: ProtectedKind;
  readonly targets: DualUseRow['targets'];
}

/** A way without its technique, where the record does not tell that it was this one. */
export const rowOnly = ({ row, title }: Way): Way => ({ row, title });

/** Rows of one service whose calls harm only where they hit a protected subject of this kind. */
export const rowsOf =
  ({ source, subject, targets }: Group) =>
  (way: Way, judgements: Judgements): DualUseRow => ({
    class: 'dual-use',
    subject,
    targets,
    ...judgedBy(source, way, judgements),
  });

/** Rows of one service whose calls harm any target. */
export const openRowsOf =
  ({ source, targets }: Omit<Group, 'subject'>) =>
  (way: Way, judgements: Judgements): OpenRow => ({
    class: 'direct',
    targets,
    ...judgedBy(source, way, judgements),
  });

function judgedBy(source: string, { id, row, title, events }: Way, judgements: Judgements) {
  const head = { id: row, title, ...(id !== undefined && { technique: id }) };
  if (typeof judgements === 'function') {
    return { ...head, events: { [source]: events?.[source] ?? [] }, effect: judgements };
  }
  const effect: Judgement = (record, known, target) =>
    judgements[callOf(record)]?.(record, known, target) ?? none;
  return { ...head, events: { [source]: Object.keys(judgements) }, effect };
}

/** The call, without the version that Lambda writes behind its name (`UpdateFunctionCode20150331v2`). */
export const callOf = ({
  eventSource,
  eventName,
}: Pick<LogRecord, 'eventSource' | 'eventName'>): string =>
  eventSource === 'lambda.amazonaws.com' ? eventName.replace(/20\d{6}(v\d+)?$/, '') : eventName;

/** The same judgement for each of these calls. */
export const each = (
  names: readonly string[],
  judgement: Judgement,
): Readonly<Record<string, Judgement>> =>
  Object.fromEntries(names.map((name) => [name, judgement]));

/** The request's names for its target, by the fields that may hold them. */
export const named =
  (...names: readonly string[]) =>
  ({ request, response }: LogRecord): readonly string[] => {
    const asked = names.flatMap((name) => texts(field(request, name)));
    return asked.length > 0 ? asked : names.flatMap((name) => texts(field(response, name)));
  };

export const says =
  (sentence: (target: string) => string) =>
  (_record: LogRecord, _known: unknown, target: string): Effect =>
    harm(sentence(target));

/** The record does not tell whether this is harm: the live state would have to be read. */
export const asks =
  (sentence: (target: string) => string) =>
  (_record: LogRecord, _known: unknown, target: string): Effect =>
    unclear(sentence(target));
