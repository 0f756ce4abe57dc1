/** Calls per second per account and Region; none can be raised [D general/latest/gr/ct]. */
export const readQuota = { group: 'read', perSecond: 10 } as const;
export const lookupQuota = { group: 'lookup-events', perSecond: 2 } as const;

/** One a second for each changing API; those without a row of their own share one. */
export function writeQuota(group: string): { readonly group: string; readonly perSecond: number } {
  return { group, perSecond: 1 };
}
