import type { Baseline } from '../../domain/baseline';
import { canonicalText } from '../../domain/canonical-text';
import { type SubjectKind, subjectKey } from '../../domain/subject';
import {
  accountKey,
  baselineKey,
  type Condition,
  historyKey,
  type Table,
  update,
} from '../table/table';
import { currentBaseline } from './find-baselines';
import {
  baselineRow,
  openBaseline,
  type ReadRow,
  readRow,
  type Seal,
  sealBaseline,
} from './sealed';

/**
 * `overtaken`: another person has accepted a baseline since the version that was looked at. `spoiled`: the history's
 * row of the next version has no good seal.
 */
export type Acceptance<K extends SubjectKind = SubjectKind> =
  | { readonly kind: 'accepted'; readonly baseline: Baseline<K> }
  | { readonly kind: 'overtaken'; readonly by: Baseline | undefined }
  | { readonly kind: 'spoiled'; readonly why: string };

export interface Accepting {
  /** Absent where nothing is sealed. */
  readonly seal?: Pick<Seal, 'sign'> & { readonly verify?: Seal['verify'] };
  /** The row that was looked at, where it is not the version before; an altered one may say anything. */
  readonly over?: ReadRow;
}

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
  { seal, over }: Accepting = {},
): Promise<Acceptance<K>> {
  const pk = accountKey(next.subject.accountId);
  const key = subjectKey(next.subject);
  const ours = baselineRow(await sealBaseline(seal, next));
  const history = { pk, sk: historyKey(key, next.version) };
  const standing = await update(table, { key: history, setOnce: ours });
  const row = readRow(standing) ?? { subjectKey: key };
  const { baseline } = row;
  const isOurs = canonicalText(baseline) === canonicalText(next);
  const { verify } = seal ?? {};
  const opened = verify && !isOurs && (await openBaseline({ verify }, row, key));
  if (opened && opened.kind === 'forged') return { kind: 'spoiled', why: opened.why };
  if (!baseline) return { kind: 'spoiled', why: 'it holds no baseline' };
  const current = await update(table, {
    key: { pk, sk: baselineKey(key) },
    set: baselineRow({ ...row, baseline }),
    when: over ? stillThat(over) : stillAt(next.version - 1),
  });
  if (current && isOurs) return { kind: 'accepted', baseline: next };
  return { kind: 'overtaken', by: await currentBaseline(table, next.subject) };
}

/** No row is replaced that was not looked at. */
const stillAt = (version: number): Condition =>
  version === 0
    ? { expression: 'attribute_not_exists(#pk)' } // no baseline yet
    : { expression: '#baseline.#version = :seen', values: { seen: version } }; // the version that was looked at

/** Recognised by its version; where that cannot be read, by its seal. */
function stillThat({ baseline, mac }: ReadRow): Condition {
  if (baseline) return stillAt(baseline.version);
  return mac === undefined
    ? { expression: 'attribute_not_exists(#baseline.#mac)' }
    : { expression: '#baseline.#mac = :seen', values: { seen: mac } };
}
