import type { Watching } from '../../services/responder/notes';
import type { Check } from '../../shared/aws/queue';
import type { Watch, WatchedPlace } from '../../shared/domain/watch';

/** Watches in memory, by place, and the looks that were asked for. */
export function aWatching(different: Partial<Watching> = {}) {
  const rows = new Map<string, Watch>();
  const asked: { readonly check: Check; readonly inSeconds: number }[] = [];
  const swept: string[] = [];
  const left: string[] = [];
  const keyOf = ({ accountId, region }: WatchedPlace) => `${accountId}/${region}`;
  const watching: { -readonly [K in keyof Watching]: Watching[K] } = {
    deafMs: 200_000,
    regions: ['us-east-1'],
    of: async (place) => rows.get(keyOf(place)),
    begin: async (watch) => {
      const there = rows.get(keyOf(watch));
      if (there && Date.parse(there.startedAt) >= Date.parse(watch.startedAt) - 5_000) return false;
      rows.set(keyOf(watch), watch);
      return true;
    },
    advance: async (before, after) => {
      const there = rows.get(keyOf(before));
      if (there?.startedAt !== before.startedAt || there.look !== before.look) return false;
      if (after) rows.set(keyOf(before), after);
      else rows.delete(keyOf(before));
      return true;
    },
    owe: async (watch) => {
      if (rows.has(keyOf(watch))) return undefined;
      rows.set(keyOf(watch), watch);
      return watch;
    },
    wake: async (watch) => {
      if (!rows.has(keyOf(watch))) rows.set(keyOf(watch), watch);
    },
    mayLookClosely: async () => true,
    rejoin: async (accountId) => {
      for (const [key, { departedAt: _, ...watch }] of rows) {
        if (watch.accountId === accountId) rows.set(key, watch);
      }
    },
    leave: async ({ accountId }) => {
      left.push(accountId);
      for (const [key, watch] of rows) if (watch.accountId === accountId) rows.delete(key);
    },
    sweepAt: async (at) => {
      swept.push(at);
    },
    ask: async (checks, inSeconds) => {
      asked.push(...checks.map((check) => ({ check, inSeconds })));
    },
    ...different,
  };
  return { rows, asked, swept, left, watching };
}
