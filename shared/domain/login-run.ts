import type { EvidenceItem, HandOver } from './custody';
import type { Considered, LoginDecision } from './login-decision';
import type { LookedFor } from './trace';

/**
 * What the run of a login's playbook came to so far, as its incident tells it. Everything in it is bounded: the whole
 * of it lies beside the evidence.
 */
export interface LoginRun {
  readonly decision?: Pick<LoginDecision, 'verdict' | 'reason' | 'sentence'>;
  /** All that spoke for it or against it. */
  readonly considered?: readonly Considered[];
  /** What kept the machine from being contained, a sentence each. */
  readonly brakes?: readonly string[];
  /** What looks like an intruder, a sentence each. */
  readonly findings?: readonly string[];
  /** What was not found, and what could not be looked at. */
  readonly lookedFor?: readonly LookedFor[];
  readonly custody?: CustodySummary;
  /** Absent until the run is through. */
  readonly cost?: LoginCost;
}

export interface CustodySummary {
  readonly items: readonly EvidenceItem[];
  readonly handOvers: readonly Pick<HandOver, 'kind' | 'item' | 'at' | 'by' | 'to'>[];
  /** The hash of the chain's last row, which is sealed. */
  readonly head: string;
  /** Items and rows that have no room here. */
  readonly left: number;
}

/** What AWS bills, in its units. */
export interface LoginCost {
  readonly states: number;
  readonly commands: number;
  readonly bytes: number;
  readonly snapshotGiB: number;
  readonly copyGiB: number;
  readonly examinerMinutes: number;
}

/** So much of each has room on an incident. */
const MOST = {
  findings: 60,
  lookedFor: 60,
  brakes: 10,
  items: 40,
  handOvers: 80,
  text: 500,
} as const;

/** The summary of a chain of custody. */
export const custodySummary = (
  items: readonly EvidenceItem[],
  handOvers: readonly HandOver[],
): CustodySummary => ({
  items: items.slice(0, MOST.items),
  handOvers: handOvers
    .slice(0, MOST.handOvers)
    .map(({ kind, item, at, by, to }) => ({ kind, item, at, by, ...(to && { to }) })),
  head: handOvers.at(-1)?.hash ?? '',
  left: Math.max(0, items.length - MOST.items) + Math.max(0, handOvers.length - MOST.handOvers),
});

/** Cut to what an incident has room for. */
export const boundedRun = (run: LoginRun): LoginRun => ({
  ...run,
  ...(run.considered && {
    considered: run.considered.map((one) => ({ ...one, sentence: cut(one.sentence) })),
  }),
  ...(run.brakes && { brakes: run.brakes.slice(0, MOST.brakes).map(cut) }),
  ...(run.findings && { findings: run.findings.slice(0, MOST.findings).map(cut) }),
  ...(run.lookedFor && {
    lookedFor: run.lookedFor
      .slice(0, MOST.lookedFor)
      .map(({ what, unread }) => ({ what: cut(what), ...(unread && { unread: cut(unread) }) })),
  }),
});

const cut = (text: string): string =>
  text.length > MOST.text ? `${text.slice(0, MOST.text - 1)}…` : text;
