import { imagesOf, type StreamRecord } from '../../shared/aws/notify/images-of';
import { grouped } from '../../shared/domain/grouped';
import type { IncidentSummary } from '../../shared/domain/incident';
import type { Notice, Transition } from '../../shared/domain/notification';
import type { Configuration } from '../../shared/tell/notify/configuration';
import { route } from '../../shared/tell/notify/route';
import { transitionsOf } from '../../shared/tell/notify/transitions-of';
import type { Notifier } from './notifier';

/** The source and the sinks of a stream's records. */
export interface RecordDesk {
  readonly notifier: Pick<Notifier, 'configuration' | 'now' | 'plan'>;
  /** Keeps a record that no program can read, for people. Rejects when it could not. */
  readonly setAside: (record: StreamRecord, why: string) => Promise<void>;
  readonly say: (line: { readonly kind: string; readonly [field: string]: unknown }) => void;
}

export interface Planned {
  /** How many notices are new. */
  readonly notices: number;
  /** Records that must come again. Those behind them come with them, which changes nothing. */
  readonly failed: readonly StreamRecord[];
}

/**
 * Writes down what these records are to have told: those of one incident in their order, the incidents side by side, so
 * that a page does not wait for the table's answers about others. One that cannot be read is set aside at once, or it
 * would hold its shard for an hour; one that the table did not take comes again, and so does what is later of the same
 * incident, or it would be told first. Rejects when not one of them went well.
 */
export async function planRecords(
  desk: RecordDesk,
  records: readonly StreamRecord[],
): Promise<Planned> {
  const written = await Promise.all(
    [...grouped(records, incidentOf).values()].map((some) => planInOrder(desk, some)),
  );
  const failures = written.flatMap(({ failure }) => failure ?? []);
  // The alarm on errors is for a table that takes nothing.
  const [first] = failures;
  if (first && failures.length === records.length) throw first.error;
  const isFailed = new Set(failures.map(({ record }) => record));
  return {
    notices: written.reduce((sum, { notices }) => sum + notices, 0),
    failed: records.filter((record) => isFailed.has(record)),
  };
}

const incidentOf = (record: StreamRecord): string => record.dynamodb?.Keys?.pk?.S ?? '';

interface Written {
  readonly notices: number;
  /** The record at which the work ended. */
  readonly failure?: { readonly record: StreamRecord; readonly error: unknown };
}

async function planInOrder(desk: RecordDesk, records: readonly StreamRecord[]): Promise<Written> {
  let notices = 0;
  for (const record of records) {
    try {
      notices += await planRecord(desk, record);
    } catch (error) {
      desk.say({
        kind: 'record',
        incident: incidentOf(record),
        why: nameOf(error),
        ended: 'again',
      });
      return { notices, failure: { record, error } };
    }
  }
  return { notices };
}

async function planRecord(desk: RecordDesk, record: StreamRecord): Promise<number> {
  const read = readRecord(desk.notifier, record);
  if (read.kind === 'notices') return planAll(desk.notifier, read.notices);
  await desk.setAside(record, read.why);
  desk.say({ kind: 'record', why: read.why, ended: 'set aside' });
  return 0;
}

type Read =
  | { readonly kind: 'notices'; readonly notices: readonly Notice[] }
  | { readonly kind: 'unreadable'; readonly why: string };

function readRecord(notifier: RecordDesk['notifier'], record: StreamRecord): Read {
  try {
    const write = imagesOf(record);
    if (!write) return { kind: 'notices', notices: [] };
    const { before, after, incident } = write;
    const notices = transitionsOf(before, after).flatMap((transition) =>
      noticesOf(notifier, transition, incident),
    );
    return { kind: 'notices', notices };
  } catch (error) {
    return { kind: 'unreadable', why: `The record cannot be read: ${String(error)}` };
  }
}

const nameOf = (error: unknown): string => (error instanceof Error ? error.name : 'unknown');

/** One notice for each channel that is to tell this transition. */
export function noticesOf(
  { configuration, now }: { readonly configuration: Configuration; readonly now: () => Date },
  transition: Transition,
  incident: IncidentSummary,
): readonly Notice[] {
  const at = now().toISOString();
  return route(transition, incident, configuration).map((channel) => ({
    ...transition,
    channel,
    severity: incident.severity,
    accountId: incident.accountId,
    plannedAt: at,
    nextAt: at,
    attempts: 0,
    unsure: false,
  }));
}

/** Writes the notices down; returns how many are new. */
export async function planAll(
  { plan }: { readonly plan: (notice: Notice) => Promise<boolean> },
  notices: readonly Notice[],
): Promise<number> {
  const written = await Promise.all(notices.map(plan));
  return written.filter((isNew) => isNew).length;
}
