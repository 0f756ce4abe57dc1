import type { LeftBehind, UpgradePlan, UpgradeReport } from './upgrade-all';

/** What an upgrade would change, a sentence each. */
export function describePlan({ from, to, changes, isUnderWay }: UpgradePlan): readonly string[] {
  return [
    isUnderWay
      ? `The rollout of a version was declared before and has not ended; it goes on with ${to}.`
      : `${from} → ${to}`,
    ...changes.map(({ part, what, where }) => `${part}: ${what.join(', ')} (${where.join('; ')})`),
    changes.length > 0
      ? 'Until every account and Region has them, both versions of these parts are right.'
      : 'No part that is guarded changes.',
  ];
}

/** What came of it, and how to go on. */
export function describeReport({ state, version, behind }: UpgradeReport): readonly string[] {
  if (state === 'current')
    return [`Version ${version} is everywhere, and from now on it alone is right.`];
  return [
    ...behind.map(whyBehind),
    `${behind.length} accounts × Regions do not have version ${version} yet. What they have stays right meanwhile.`,
    'Mend what is said there, and repeat the command: only that is done again. After a day it is told as an incident.',
  ];
}

const whyBehind = ({ accountId, region, why = 'AWS gave no reason' }: LeftBehind): string =>
  `BEHIND  ${accountId} in ${region}: ${why}`;
