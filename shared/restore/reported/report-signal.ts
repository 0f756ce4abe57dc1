import type { Memory } from '../../domain/memory';
import type { Report } from '../../domain/report';
import type { UndoStep } from '../../domain/undo';
import { field, text } from '../../record/json';
import type { Known } from '../../record/known';
import type { LogRecord } from '../../record/log-record';
import type { Protected } from '../../signal/protected';
import { accountsNamed, knownHere } from './known-here';
import { attemptsOf, recordIn, reportsOf } from './reports-of';
import { accountsOf, allowedBy, planUndo, type UndoAsked } from './undo-plan';

interface Given {
  readonly guarded: Protected;
  readonly recall: (accountId: string, subjectKey?: string) => Promise<Memory>;
  /** Was a row told of before, in this account, about what has this id? Rejects when the table does not say. */
  readonly isTold?: (what: {
    readonly row: string;
    readonly accountId: string;
    readonly name: string;
  }) => Promise<boolean>;
}

/**
 * One message → what is to be told of it, with what is remembered of the accounts it names. A part of
 * the bundle of its own: restoring a trail needs none of it (docs/decisions/0014-a-bundle-in-parts.md).
 */
export async function reportSignal(
  body: string,
  given: Given,
  asked?: UndoAsked,
): Promise<readonly Report[]> {
  const record = recordIn(body);
  if (!record) return [];
  const known = await knownBy(record, given, await toldTarget(record, given));
  const reports = reportsOf(record, known);
  if (!asked || asked.rows.length === 0) return reports;
  return Promise.all(reports.map((report) => withPlan(report, { record, given, asked })));
}

interface Planned {
  readonly record: LogRecord;
  readonly given: Given;
  readonly asked: UndoAsked;
}

/** What is remembered of every account that is touched is asked before anything is undone. */
async function withPlan(report: Report, { record, given, asked }: Planned): Promise<Report> {
  const plan = planUndo({ row: report.row, record, asked });
  const steps = plan?.kind === 'undo' ? plan.steps : [];
  const accounts = steps.length > 0 ? [report.accountId, ...accountsOf(steps)] : [];
  const memories = await Promise.all(
    [...new Set(accounts)].map((id) => given.recall(id, trailKeyOf(steps, id))),
  );
  const undo = allowedBy(plan, memories, asked.now);
  return undo ? { ...report, undo } : report;
}

/** Another environment may have made the trail's baseline since: of a named subject it is asked again. */
const trailKeyOf = (steps: readonly UndoStep[], accountId: string): string | undefined => {
  const stop = steps.find((step) => step.call === 'cloudtrail:StopLogging');
  return stop?.accountId === accountId ? `trail#${stop.on}` : undefined;
};

/** The rows a call would have been that AWS refused. */
export async function attemptedRows(body: string, given: Given): Promise<readonly string[]> {
  const record = recordIn(body);
  return record ? attemptsOf(record, await knownBy(record, given)) : [];
}

/**
 * The target of an attachment whose policy was told of when it was made: AttachPolicy does not say what the policy denies.
 * The target then counts as one of our accounts, be it a unit, the root or another account.
 */
async function toldTarget(record: LogRecord, { isTold }: Given): Promise<readonly string[]> {
  const { eventName, errorCode, request, accountId } = record;
  const name = text(field(request, 'policyId'));
  const targetId = text(field(request, 'targetId'));
  if (eventName !== 'AttachPolicy' || errorCode || !accountId || !name || !targetId) return [];
  return (await isTold?.({ row: 'ORG-06', accountId, name })) ? [targetId] : [];
}

async function knownBy(
  record: LogRecord,
  { guarded, recall }: Given,
  told: readonly string[] = [],
): Promise<Known> {
  const named = await Promise.all(
    accountsNamed(record).map(async (id) => (hasBaseline(await recall(id)) ? [id] : [])),
  );
  const memory = await recall(record.accountId ?? '');
  return knownHere(record, { guarded, memory, governed: [...named.flat(), ...told] });
}

/** Not knowing is no reason to be silent about an account of ours. */
const hasBaseline = (memory: Memory): boolean =>
  memory.kind !== 'known' || Object.values(memory.subjects).some(({ baseline }) => baseline);
