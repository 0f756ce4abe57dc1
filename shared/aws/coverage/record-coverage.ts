import type { CoverageLook } from '../../domain/coverage';
import type { Table } from '../table/table';
import { update } from '../table/update';
import { coverageKey } from './coverage-key';

/**
 * Writes down the result of a look at an account × Region. The later look wins: an overtaken look changes nothing.
 * `since` moves only when the outcome does. Throws when the table cannot be written.
 */
export async function recordCoverage(table: Table, look: CoverageLook): Promise<void> {
  const { accountId, region, coverage, lookedAt, by, ...left } = look;
  const key = coverageKey(look);
  const set = {
    kind: 'coverage',
    place: { accountId, region },
    outcome: coverage.kind,
    coverage,
    lookedAt,
    by,
    expiresAt: Math.floor(Date.parse(lookedAt) / 1_000) + KEPT_S,
    ...left,
  };
  const remove = LEFT.filter((name) => !left[name]);
  const values = { lookedAt, outcome: coverage.kind };
  const same = await update(table, {
    key,
    set,
    remove,
    when: { expression: '#outcome = :outcome AND #lookedAt < :lookedAt', values },
  });
  if (same) return;
  await update(table, {
    key,
    set: { ...set, since: lookedAt },
    remove,
    when: {
      // Another outcome, or the first; never over a later look, and never over this one delivered twice.
      expression: 'attribute_not_exists(#lookedAt) OR #lookedAt < :lookedAt',
      values: { lookedAt },
    },
  });
}

/** Fields that only some looks have. */
const LEFT = ['unfinished', 'exempt', 'retired'] as const;

/**
 * An account left the organization, so a failed look at it no longer means anything. A later look stays, and so does
 * what was seen while the account was there. Throws when the table cannot be written.
 */
export async function forgetUnreachable(
  table: Table,
  left: {
    readonly accountId: string;
    readonly leftAt: string;
    readonly regions: readonly string[];
  },
): Promise<void> {
  const { accountId, leftAt, regions } = left;
  const outcome: CoverageLook['coverage']['kind'] = 'unreachable';
  for (const region of regions) {
    await update(table, {
      key: coverageKey({ accountId, region }),
      set: { kind: 'left' },
      when: {
        expression: '#outcome = :outcome AND #lookedAt <= :leftAt',
        values: { outcome, leftAt },
      },
    });
  }
}

/** For tidiness: an account that left the organization gets no more looks. */
const KEPT_S = 90 * 86_400;
