import {
  ACCOUNT,
  filled,
  kindsOf,
  type PartsByKind,
  type PartsOfKind,
  REGION,
} from '../domain/release';
import { same } from '../domain/same';
import { nameOf } from '../domain/warden-arn';

/** What another version has differently, and in which places. */
export interface ChangedPart {
  /** `rule trailwarden-forward`. */
  readonly part: string;
  /** Its fields, or that it comes or goes. */
  readonly what: readonly string[];
  /** Kinds of place, in words. */
  readonly where: readonly string[];
}

/** Every part that differs between two versions, once, with all the kinds of place in which it does so. */
export function changedParts(before: PartsByKind, after: PartsByKind): readonly ChangedPart[] {
  const changed = new Map<string, { part: string; what: readonly string[]; where: string[] }>();
  for (const kind of new Set([...Object.keys(before), ...Object.keys(after)])) {
    const [one, other] = [partsOf(before, kind), partsOf(after, kind)];
    for (const id of new Set([...Object.keys(one), ...Object.keys(other)])) {
      const what = differenceOf(one[id], other[id]);
      if (what.length === 0) continue;
      const part = `${(other[id] ?? one[id])?.kind} ${nameOf(id)}`;
      const key = JSON.stringify([part, what]);
      const known = changed.get(key) ?? { part, what, where: [] };
      changed.set(key, { ...known, where: [...known.where, wordsOf(kind)] });
    }
  }
  return [...changed.values()];
}

/** A kind that one version does not tell apart is like a more common one there. */
function partsOf(parts: PartsByKind, kind: string): PartsOfKind {
  const [account = '*', where = '*'] = kind.split('/');
  const place = {
    accountId: account === '*' ? ACCOUNT : account,
    region: where === '*' ? REGION : where,
  };
  const said = kindsOf({ accountId: account, region: where }).find((one) => one in parts);
  return JSON.parse(filled(JSON.stringify((said && parts[said]) ?? {}), place));
}

function differenceOf(
  before: PartsOfKind[string] | undefined,
  after: PartsOfKind[string] | undefined,
): readonly string[] {
  if (!before || !after) return same(before, after) ? [] : [after ? 'comes' : 'goes'];
  const fields = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...fields]
    .filter((name) => !same(Reflect.get(before, name), Reflect.get(after, name)))
    .sort();
}

function wordsOf(kind: string): string {
  const [account, region] = kind.split('/');
  const who = account === '*' ? 'every account' : `account ${account}`;
  return region === '*' ? who : `${who} in ${region}`;
}
