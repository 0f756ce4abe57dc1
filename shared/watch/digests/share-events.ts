import type { ChainReport } from './report';
import type { Window } from './window';

/**
 * StopLogging is recorded in the trail's home Region, and for an organization trail in the management account. The
 * other chains end at the same time without a record. So an event in one of them counts for all.
 */
export function shareEvents(chains: readonly ChainReport[]): readonly ChainReport[] {
  const told = chains.flatMap(({ windows }) => windows).filter(({ event }) => event !== undefined);
  return chains.map((chain) => ({
    ...chain,
    windows: chain.windows.map((one) => asTold(one, told)),
  }));
}

function asTold(window: Window, told: readonly Window[]): Window {
  const teller = window.event === undefined ? told.find((one) => isSame(one, window)) : undefined;
  if (!teller) return window;
  return {
    ...window,
    certainty: teller.certainty,
    sentence: teller.sentence,
    ...(teller.event && { event: teller.event }),
  };
}

const isSame = (one: Window, other: Window): boolean =>
  one.kind === other.kind && one.from < other.to && other.from < one.to;
