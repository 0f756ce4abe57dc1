import { findCoverage } from '../../shared/aws/coverage/find-coverage';
import type { Table } from '../../shared/aws/table/table';
import type { JudgePolicy } from '../../shared/domain/bucket';
import type { JudgeBucket } from '../../shared/domain/bucket-change';
import { judgeOf } from '../../shared/playbooks/bucket-policy/as-judge';
import type { Protected } from '../../shared/signal/protected';
import { changeBy } from '../../shared/tampering/bucket/change-of';

const KEPT_MS = 10 * 60_000;

const UNKNOWN = 'Which accounts are ours is not known before the first sweep';

/**
 * What judges the policies of buckets: whose accounts are ours, the sweep knows. A part of the bundle of its own, which
 * a stopped trail never waits for. Before the first sweep no account is known: it throws where that decides.
 */
export function openJudge(
  table: Table,
  { homeRegion, partition, organizationId }: Protected,
  now: () => Date,
): () => Promise<JudgeBucket> {
  let kept: { readonly judge: Promise<JudgeBucket>; readonly until: number } | undefined;
  const read = async (): Promise<JudgePolicy> => {
    const accountIds = (await findCoverage(table, homeRegion)).map(({ accountId }) => accountId);
    const ours = judgeOf({ ...(organizationId && { id: organizationId }), accountIds }, partition);
    if (accountIds.length > 0) return ours;
    kept = undefined;
    return (...change) => {
      const judged = ours(...change);
      if (judged.verdict === 'outside-organization') throw new Error(UNKNOWN);
      return judged;
    };
  };
  return () => {
    if (kept && kept.until > now().getTime()) return kept.judge;
    const judge = read().then(changeBy);
    kept = { judge, until: now().getTime() + KEPT_MS };
    judge.catch(() => {
      kept = undefined;
    });
    return judge;
  };
}
