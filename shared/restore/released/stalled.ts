import type { Decision } from '../../domain/decision';
import type { Release } from '../../domain/release';
import type { Subject } from '../../domain/subject';

/** So long a rollout may last. CloudFormation deploys a thousand accounts in hours. */
const STALLED_MS = 24 * 3_600_000;

export const isStalled = ({ state, since }: Release, now: string): boolean =>
  state === 'rolling-out' && Date.parse(now) - Date.parse(since) >= STALLED_MS;

/** What people are told of a rollout that does not end: a version that is not in force guards no one. */
export function stalled(
  { right: [newest], since }: Release,
  behind: readonly Subject[],
): Extract<Decision, { kind: 'escalate' }> {
  const accounts = [...new Set(behind.map(({ accountId }) => accountId))].sort();
  const more = accounts.length > NAMED ? ` and ${accounts.length - NAMED} more` : '';
  const where =
    accounts.length > 0
      ? `and ${accounts.slice(0, NAMED).join(', ')}${more} had an older version when they were last looked at`
      : 'though every account that was looked at has it';
  const why = `Version ${newest?.version} of Trailwarden is being rolled out since ${since}, ${where}. Until that ends both versions count as right: "trailwarden upgrade" says what failed, goes on, and ends it.`;
  return { kind: 'escalate', why, findings: [] };
}

const NAMED = 10;
