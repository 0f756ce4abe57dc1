import { canonical } from '../record/json';
import { byKind, type Known } from '../record/known';
import type { LogRecord } from '../record/log-record';
import type { ProtectedNames } from '../record/protected';
import { DIGEST, INSIGHT } from '../record/unwrap';
import { type Judged, judge } from '../tampering/records/judge';

/** Where a record stands. `record` is its number in the file, for files that hold many on one line. */
export interface Position {
  readonly file: string;
  readonly line: number;
  readonly record: number;
}

/** One row seen in one record. */
export interface Sighting {
  readonly row: string;
  /** Of the catalogue of techniques; absent where none looks at the same in the account's state. */
  readonly technique?: string;
  readonly title: string;
  readonly class: Judged['class'];
  /** `shown` by the record itself, or `changed`: what it was changed to must be read. */
  readonly evidence: 'shown' | 'changed';
  readonly time?: string;
  readonly account?: string;
  readonly region?: string;
  readonly actor: string;
  readonly sourceIp?: string;
  readonly eventSource: string;
  readonly eventName: string;
  readonly eventId?: string;
  readonly errorCode?: string;
  readonly target?: string;
  readonly sentence: string;
  /** Why it is set aside. */
  readonly why?: string;
  readonly file: string;
  readonly line: number;
  readonly record: number;
  /** Where else the same record stands, `file:line`. */
  readonly alsoAt: readonly string[];
}

export interface Skip {
  readonly file: string;
  readonly line?: number;
  readonly why: string;
}

/** What Trailwarden would have seen. */
export interface Report {
  readonly protected: {
    readonly from: string;
    readonly subjects: ProtectedNames;
    /** What calls in the logs set trails to use, and nothing from before them confirms; not protected. */
    readonly chosen?: ProtectedNames;
  };
  readonly files: number;
  readonly records: number;
  readonly skipped: {
    readonly count: number;
    /** Of these, what might have held records: nothing can be said of them. */
    readonly unread: number;
    readonly byReason: Readonly<Record<string, number>>;
    /** The first of them; the counts are complete. */
    readonly examples: readonly Skip[];
  };
  readonly duplicates: number;
  readonly counts: {
    readonly findings: number;
    readonly attempts: number;
    readonly setAside: number;
    readonly unattributed: Readonly<Record<string, number>>;
    readonly byRow: Readonly<Record<string, number>>;
    readonly byTechnique: Readonly<Record<string, number>>;
    readonly byClass: Readonly<Record<string, number>>;
    readonly byAccount: Readonly<Record<string, number>>;
    readonly byActor: Readonly<Record<string, number>>;
    readonly attemptsByRow: Readonly<Record<string, number>>;
  };
  readonly findings: readonly Sighting[];
  /** They failed. */
  readonly attempts: readonly Sighting[];
  /** They look like one and are not reported, each with its reason. */
  readonly setAside: readonly Sighting[];
}

interface Collector {
  readonly add: (record: LogRecord, place: Position) => void;
  readonly skip: (skip: Skip, count?: number) => void;
  readonly file: () => void;
  readonly records: () => number;
  readonly report: (from: string) => Report;
}

const EXAMPLES = 50;

/** Why something holds no record, known well enough to say that nothing was missed. */
const NO_LOG: ReadonlySet<string> = new Set([
  DIGEST,
  INSIGHT,
  'the file: not a log by its name',
  'the file: it holds no record',
  'the file: an empty folder',
]);

/** Judges records one by one and keeps only what was seen. */
export function collect(known: Known): Collector {
  const seen = new Map<string, { alsoAt: string[] }[]>();
  const kept = {
    finding: [] as Sighting[],
    attempt: [] as Sighting[],
    'set-aside': [] as Sighting[],
  };
  const unattributed: Record<string, number> = {};
  const byReason: Record<string, number> = {};
  const examples: Skip[] = [];
  const total = { files: 0, records: 0, skipped: 0, unread: 0, duplicates: 0 };

  const keep = (
    judged: Judged,
    record: LogRecord,
    place: Position,
  ): { alsoAt: string[] } | undefined => {
    if (judged.kind === 'unattributed') {
      unattributed[judged.row] = (unattributed[judged.row] ?? 0) + 1;
      return undefined;
    }
    const sighting = { ...sightingOf(judged, record), ...place, alsoAt: [] as string[] };
    kept[judged.kind].push(sighting);
    return sighting;
  };

  return {
    add: (record, place) => {
      total.records += 1;
      const judged = judge(record, known);
      if (judged.length === 0) return;
      const key = identityOf(record);
      const before = key && seen.get(key);
      if (before) {
        total.duplicates += 1;
        for (const sighting of before) sighting.alsoAt.push(`${place.file}:${place.line}`);
        return;
      }
      const sightings = judged.flatMap((one) => keep(one, record, place) ?? []);
      if (key) seen.set(key, sightings);
    },
    skip: (skip, count = 1) => {
      total.skipped += count;
      if (!NO_LOG.has(skip.why)) total.unread += count;
      byReason[skip.why] = (byReason[skip.why] ?? 0) + count;
      if (examples.length < EXAMPLES) examples.push(skip);
    },
    file: () => {
      total.files += 1;
    },
    records: () => total.records,
    report: (from) => ({
      protected: {
        from,
        subjects: known.subjects,
        ...(known.chosen?.length && { chosen: byKind(known.chosen) }),
      },
      files: total.files,
      records: total.records,
      skipped: { count: total.skipped, unread: total.unread, byReason, examples },
      duplicates: total.duplicates,
      counts: {
        findings: kept.finding.length,
        attempts: kept.attempt.length,
        setAside: kept['set-aside'].length,
        unattributed,
        byRow: tally(kept.finding, ({ row }) => row),
        byTechnique: tally(
          kept.finding.filter(({ technique }) => technique),
          ({ technique }) => technique,
        ),
        byClass: tally(kept.finding, ({ class: of }) => of),
        byAccount: tally(kept.finding, ({ account }) => account),
        byActor: tally(kept.finding, ({ actor }) => actor),
        attemptsByRow: tally(kept.attempt, ({ row }) => row),
      },
      findings: inOrder(kept.finding),
      attempts: inOrder(kept.attempt),
      setAside: inOrder(kept['set-aside']),
    }),
  };
}

/**
 * Copies of a record in two trails have one eventID. Trimmed and made-up logs share ids between different
 * calls, so what was called counts too. Without an id nothing is known to be a copy.
 */
function identityOf(record: LogRecord): string | undefined {
  const { eventId, eventTime, eventSource, eventName, errorCode, request, networkActivity } =
    record;
  if (!eventId) return undefined;
  return canonical([
    eventId,
    eventTime,
    eventSource,
    eventName,
    errorCode,
    networkActivity,
    request,
  ]);
}

const sightingOf = (judged: Judged, record: LogRecord) => ({
  row: judged.row,
  ...(judged.technique && { technique: judged.technique }),
  title: judged.title,
  class: judged.class,
  evidence: judged.shown ? ('shown' as const) : ('changed' as const),
  ...(record.eventTime && { time: record.eventTime }),
  ...(record.accountId && { account: record.accountId }),
  ...(record.region && { region: record.region }),
  actor: record.actor.principal,
  ...(record.sourceIp && { sourceIp: record.sourceIp }),
  eventSource: record.eventSource,
  eventName: record.eventName,
  ...(record.eventId && { eventId: record.eventId }),
  ...(record.errorCode && { errorCode: record.errorCode }),
  ...(judged.target && { target: judged.target }),
  sentence: judged.sentence,
  ...(judged.kind === 'set-aside' && judged.why && { why: judged.why }),
});

/** Counts, the most first; what has no name counts as `unknown`. */
function tally(
  sightings: readonly Sighting[],
  of: (one: Sighting) => string | undefined,
): Readonly<Record<string, number>> {
  const counts = new Map<string, number>();
  for (const one of sightings) {
    const name = of(one) ?? 'unknown';
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return Object.fromEntries(
    [...counts].sort(([a, one], [b, other]) => other - one || (a < b ? -1 : 1)),
  );
}

/** By time; what has none last, where it was read. */
const inOrder = (sightings: readonly Sighting[]): readonly Sighting[] =>
  [...sightings].sort((one, other) =>
    (one.time ?? '~') < (other.time ?? '~') ? -1 : (one.time ?? '~') > (other.time ?? '~') ? 1 : 0,
  );
