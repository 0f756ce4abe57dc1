import {
  type Count,
  type DarkEvent,
  type DarkGroup,
  type DarkPart,
  type RiskyEvent,
  riskKinds,
} from '../../domain/dark';
import { riskOf } from './risky-calls';
import { type Suspect, whose } from './whose';

/** The counts so far. They fit into an item of the table for any number of events. */
export interface Tally {
  readonly groups: Readonly<Record<DarkPart, DarkGroup>>;
  readonly first?: string;
  readonly last?: string;
  readonly risky: readonly RiskyEvent[];
  readonly riskyEvents: number;
}

const NONE: DarkGroup = { events: 0, refused: 0, principals: [], calls: [] };

export const emptyTally: Tally = {
  groups: { actor: NONE, others: NONE, service: NONE, warden: NONE },
  risky: [],
  riskyEvents: 0,
};

/** The same in any order and portions, except that equally frequent names may differ in the lists. */
export function add(tally: Tally, events: readonly DarkEvent[], suspect: Suspect): Tally {
  const sorted: Record<DarkPart, DarkEvent[]> = { actor: [], others: [], service: [], warden: [] };
  for (const event of events) sorted[whose(event, suspect)].push(event);
  const risky = events.flatMap((event) => riskyIn(event, suspect));
  const times = [tally.first, tally.last, ...events.map(({ at }) => at)]
    .filter((at) => at !== undefined)
    .toSorted();
  const [first] = times;
  const last = times.at(-1);
  return {
    groups: {
      actor: grown(tally.groups.actor, sorted.actor),
      others: grown(tally.groups.others, sorted.others),
      service: grown(tally.groups.service, sorted.service),
      warden: grown(tally.groups.warden, sorted.warden),
    },
    ...(first !== undefined && { first }),
    ...(last !== undefined && { last }),
    risky: [...tally.risky, ...risky].toSorted(byDanger).slice(0, RISKY_KEPT),
    riskyEvents: tally.riskyEvents + risky.length,
  };
}

export const eventsIn = ({ groups: { actor, others, service, warden } }: Tally): number =>
  actor.events + others.events + service.events + warden.events;

/** As many as a report can show, and an item of 400 KB can hold. */
const RISKY_KEPT = 40;
const NAMES_KEPT = 40;

const grown = (group: DarkGroup, events: readonly DarkEvent[]): DarkGroup => ({
  events: group.events + events.length,
  refused: group.refused + events.filter(({ errorCode }) => errorCode !== undefined).length,
  principals: counted(
    group.principals,
    events.map(({ principal }) => principal),
  ),
  calls: counted(
    group.calls,
    events.map(({ source, name }) => `${source.split('.')[0]}:${name}`),
  ),
});

function counted(known: readonly Count[], names: readonly string[]): readonly Count[] {
  const counts = new Map(known.map(({ name, events }) => [name, events]));
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return [...counts]
    .map(([name, events]) => ({ name, events }))
    .toSorted((one, other) => other.events - one.events || compare(one.name, other.name))
    .slice(0, NAMES_KEPT);
}

const riskyIn = (event: DarkEvent, suspect: Suspect): readonly RiskyEvent[] => {
  const risk = riskOf(event.source, event.name);
  const by = whose(event, suspect);
  return risk && by !== 'warden' ? [{ ...risk, by, event }] : [];
};

/** The actor's before others', those that took effect before refused ones, then by kind, then by time. */
function byDanger(one: RiskyEvent, other: RiskyEvent): number {
  return (
    PARTS.indexOf(one.by) - PARTS.indexOf(other.by) ||
    Number(one.event.errorCode !== undefined) - Number(other.event.errorCode !== undefined) ||
    riskKinds.indexOf(one.kind) - riskKinds.indexOf(other.kind) ||
    compare(one.event.at, other.event.at) ||
    compare(one.event.id, other.event.id)
  );
}

const PARTS: readonly DarkPart[] = ['actor', 'others', 'service', 'warden'];
const compare = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);
