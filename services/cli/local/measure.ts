import { stepCalls } from '../../../shared/domain/step';
import type { Subject } from '../../../shared/domain/subject';
import type { CallEntry, FeedEntry } from '../../sandbox';

/** One restoration by the sandbox's own call log; times in milliseconds. */
export interface Measured {
  /** From the signal's arrival in the queue to the last step's answer. */
  readonly signalToRestoredMs: number;
  /** From the record's delivery to the function to the first step's answer. */
  readonly recordToRestoredMs: number;
  /** The calls that the responder waited for before the first step left: those answered before it arrived. */
  readonly callsBefore: readonly string[];
}

/**
 * Finds the restoration of one subject after `since`: of a trail by its name, of anything else by its
 * account. Nothing when the log does not show one. The responder's own role, the guard and the spare
 * count as the responder.
 */
export function measure(
  entries: readonly FeedEntry[],
  { subject, since }: { readonly subject: Subject; readonly since: number },
): Measured | undefined {
  const calls = entries.filter((entry) => entry.kind === 'call').filter(byResponder);
  const steps = calls.filter(
    (call) =>
      STEPS.has(`${call.service}:${call.action}`) && isOn(subject, call) && call.arrivedAt >= since,
  );
  const [start] = steps;
  const delivered = entries.find(
    (entry) => entry.kind === 'delivery' && entry.targetArn.includes(':sqs:') && entry.at >= since,
  );
  const invoked = entries.findLast(
    (entry) =>
      entry.kind === 'invocation' &&
      entry.phase === 'started' &&
      entry.at <= (start?.arrivedAt ?? 0),
  );
  if (!start || delivered?.kind !== 'delivery' || invoked?.kind !== 'invocation') return undefined;
  const before = calls.filter(
    ({ arrivedAt, answeredAt }) => arrivedAt >= invoked.at && answeredAt <= start.arrivedAt,
  );
  return {
    signalToRestoredMs: (steps.at(-1) ?? start).answeredAt - delivered.at,
    recordToRestoredMs: start.answeredAt - invoked.at,
    callsBefore: before.map(({ service, action }) => `${service}:${action}`),
  };
}

const STEPS: ReadonlySet<string> = new Set(stepCalls);

/** CreateTrail names the trail by its bare name only. */
const isOn = ({ kind, id, accountId }: Subject, { input, ...call }: CallEntry): boolean =>
  kind === 'trail'
    ? [input.Name, input.TrailName, input.ResourceId].some(
        (name) => name === id || id.endsWith(`/${name}`),
      )
    : call.accountId === accountId;

const byResponder = ({ principalArn, service }: CallEntry): boolean =>
  service !== 'sqs' &&
  /assumed-role\/trailwarden-((responder|guard|spare)\/|bucket-guard\/trailwarden-responder)/.test(
    principalArn,
  );
