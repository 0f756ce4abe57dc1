import type { Baseline } from '../../domain/baseline';
import { type SubjectKind, subjectKey } from '../../domain/subject';
import { accountKey, baselineKey, historyKey } from '../table/keys';
import type { Table } from '../table/table';
import { update } from '../table/update';
import { baselineIn, baselineRow } from './baseline-row';
import { canonicalText } from './canonical-text';
import { currentBaseline } from './find-baselines';

/** `overtaken`: somebody else said what it must be since the version that was looked at. */
export type Acceptance<K extends SubjectKind = SubjectKind> =
  | { readonly kind: 'accepted'; readonly baseline: Baseline<K> }
  | { readonly kind: 'overtaken'; readonly by: Baseline | undefined };

/**
 * Makes `next` what its subject must be, if `next.version - 1` is still what stands (version 1: if
 * nothing does). History first, and it is only ever added to:
 *
 *   history   1  2  [3]          of two people who accept a version 3, one is written
 *   current      2 → 3           only from 2; killed before, the next to accept finishes it
 *
 * A version whose history was written is therefore never lost, and never replaced by another 3.
 */
export async function acceptBaseline<K extends SubjectKind>(
  table: Table,
  next: Baseline<K>,
): Promise<Acceptance<K>> {
  const pk = accountKey(next.subject.accountId);
  const key = subjectKey(next.subject);
  const history = { pk, sk: historyKey(key, next.version) };
  const standing = baselineIn(
    await update(table, { key: history, setOnce: baselineRow(key, next) }),
  );
  const written = standing ?? next;
  const current = await update(table, {
    key: { pk, sk: baselineKey(key) },
    set: baselineRow(key, written),
    when: stillAt(next.version - 1),
  });
  const isOurs = canonicalText(written) === canonicalText(next);
  if (current && isOurs) return { kind: 'accepted', baseline: next };
  return { kind: 'overtaken', by: await currentBaseline(table, next.subject) };
}

/** Nothing is ever replaced that was not looked at. */
const stillAt = (version: number) =>
  version === 0
    ? { expression: 'attribute_not_exists(#pk)' } // no baseline yet
    : { expression: '#baseline.#version = :seen', values: { seen: version } }; // the one looked at
