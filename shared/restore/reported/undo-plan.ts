import { exemptionInForce } from '../../domain/exemption';
import type { Memory } from '../../domain/memory';
import { describeObstacle } from '../../domain/obstacle';
import { mayTellEvents } from '../../domain/sender';
import type { UndoPlan, UndoStep } from '../../domain/undo';
import type { LogRecord } from '../../record/log-record';
import { findReported } from '../../tampering/reported/catalogue';

/** What a deployment asks to be undone, and how the message came that tells of it. */
export interface UndoAsked {
  /** Rows, as the parameter UndoReported names them. */
  readonly rows: readonly string[];
  readonly managementAccountId?: string | undefined;
  readonly now: Date;
  /** The message's SenderId; absent when the queue did not say. */
  readonly sentBy?: string | undefined;
}

interface Case {
  readonly row: string;
  readonly record: LogRecord;
  readonly asked: UndoAsked;
}

/**
 * An event this old may tell of a change that people have since made again on purpose: it is told
 * only. CloudTrail's events mostly come within seconds.
 */
const WITHIN_MS = 15 * 60_000;

/** The inverse of a reported event, by the event alone; absent when the setting does not name its row. */
export function planUndo({ row, record, asked }: Case): UndoPlan | undefined {
  if (!asked.rows.includes(row)) return undefined;
  const steps = (findReported(row)?.undo?.steps(record) ?? []).map((step) => placed(step, asked));
  if (steps.length === 0) {
    return told(`The setting names ${row}, and this event does not tell what would undo it.`);
  }
  const age = asked.now.getTime() - Date.parse(record.eventTime ?? '');
  if (!(age < WITHIN_MS)) {
    return told('The event is older than 15 minutes: it may have been made again on purpose.');
  }
  // Who may put messages into the queue may forge an event; a signal that is only a reason to look
  // does no harm, and this one would. A role's session has a colon in its id. [D] API_ReceiveMessage
  if (asked.sentBy === undefined || !mayTellEvents(asked.sentBy)) {
    return told(
      'The message was not put into the queue by EventBridge, so its event is not believed.',
    );
  }
  return { kind: 'undo', steps };
}

/** Where a plan could be forbidden: in these accounts exemptions and baselines count. */
export const accountsOf = (steps: readonly UndoStep[]): readonly string[] => [
  ...new Set(steps.flatMap(({ accountId, input }) => [accountId, ...idsIn(input)])),
];

/** What is remembered of those accounts may forbid it. Throws when the table did not answer: not knowing is no leave. */
export function allowedBy(
  plan: UndoPlan | undefined,
  memories: readonly Memory[],
  now: Date,
): UndoPlan | undefined {
  if (plan?.kind !== 'undo') return plan;
  for (const memory of memories) {
    if (memory.kind !== 'known') {
      throw new Error(`whether to undo it is not known: ${describeObstacle(memory.why)}`);
    }
    const why = plan.steps.map((step) => forbidden(step, memory, now)).find((one) => one);
    if (why !== undefined) return told(why);
  }
  return plan;
}

function forbidden(
  { call, on }: UndoStep,
  { subjects, exemptions }: Extract<Memory, { kind: 'known' }>,
  now: Date,
): string | undefined {
  const covering = exemptions.filter(
    ({ subjectKey }) => subjectKey === '*' || subjectKey.endsWith(`#${on}`),
  );
  const exemption = covering
    .map((one) => exemptionInForce([one], one.subjectKey, now.toISOString()))
    .find((one) => one !== undefined);
  if (exemption) return `It is exempt until ${exemption.until}: ${exemption.why}`;
  // Of all undoing only this could blind us: a trail that must log is never stopped.
  const { baseline, illegible } = subjects[`trail#${on}`] ?? {};
  const isGuarded = call === 'cloudtrail:StopLogging' && (baseline ?? illegible) !== undefined;
  return isGuarded ? `${on} is one of the trails that Trailwarden keeps on.` : undefined;
}

/** What a delegated administrator did to the organization is undone where all of it may be done. */
const placed = (step: UndoStep, { managementAccountId }: UndoAsked): UndoStep =>
  managementAccountId && step.call.startsWith('organizations:')
    ? { ...step, accountId: managementAccountId }
    : step;

const idsIn = (input: object): readonly string[] =>
  Object.values(input).filter((value) => /^\d{12}$/.test(String(value)));

const told = (why: string): UndoPlan => ({ kind: 'told', why });
