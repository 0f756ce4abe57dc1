import type { Acknowledgement } from './acknowledgement';
import type { PartWindow } from './blind-in-part';
import type { ClosedWindow } from './blind-window';
import type { Incident, IncidentSummary, TimelineEntry } from './incident';
import type { EventSignal } from './signal';
import type { TimeSource } from './trail';

/** An incident as the table has it: what people read of it, and what the next blow is compared with. */
export interface IncidentRecord extends Omit<IncidentSummary, 'techniques' | 'actors'> {
  readonly organization: string;
  readonly openedKey: string;
  readonly techniques?: ReadonlySet<string>;
  readonly actors?: ReadonlySet<string>;
  readonly windows?: readonly ClosedWindow[];
  readonly windowsElsewhere?: readonly ClosedWindow[];
  readonly blindInPart?: readonly PartWindow[];
  readonly timeline?: readonly TimelineEntry[];
  readonly guidance?: readonly string[];
  readonly announced?: Incident['announced'];
  /** What it is about, where one incident is of several: the first first, as far as there is room. */
  readonly names?: readonly string[];
  readonly acknowledgement?: Acknowledgement;
  /** `lastBlowAt` when it was answered: what the answer covers. Absent on answers of older versions. */
  readonly acknowledgedUntil?: string;
  /** Of the latest look that is written down. */
  readonly observedAt?: string;
  readonly blindSource?: TimeSource;
  /** Ids of the events that are counted. */
  readonly eventIds?: ReadonlySet<string>;
  /** Who struck: principal, key and address in one text each. */
  readonly hands?: ReadonlySet<string>;
  /** Times of stops that an event tells of and no window has yet. */
  readonly stops?: ReadonlySet<string>;
  /** When the event that is the evidence reached us; absent on older incidents, and where no event did. */
  readonly heardAt?: string;
  /** Blows that a look found and no event explains yet. */
  readonly unexplained?: number;
  /** Blows on the incidents it goes on from, which nobody answered: a fight is counted over all of them. */
  readonly priorBlows?: number;
  /** The incident before it on the same subject, and until when that one accounts for what happened. */
  readonly previous?: string;
  readonly since?: string;
  /** There on a write that somebody may have to hear of, and away again with the next that is none. */
  readonly news?: 'yes';
  readonly revision?: number;
}

/**
 * An item holds 400 KB, and much of what is in it is chosen by whoever attacks. What has no room is
 * counted, and neither what one event writes nor what it reads grows with how many came before.
 */
export const room = {
  eventIds: 500,
  actors: 50,
  hands: 20,
  techniques: 200,
  windows: 200,
  names: 50,
  stops: 20,
  /** Moments that an attacker makes, and those that we or people do. */
  blows: 100,
  moments: 150,
  /** Characters of one moment's text. */
  text: 500,
  /** New actors that are told by name; after them only the number of blows is. */
  toldActors: 10,
} as const;

/** The same principal, with the same key, from the same address. */
export const handOf = ({ evidence: { actor, sourceIp } }: Pick<EventSignal, 'evidence'>): string =>
  [actor.principal, actor.accessKeyId ?? '', sourceIp ?? ''].join('\n').slice(0, room.text);

export const principalOf = (hand: string): string => hand.split('\n')[0] ?? hand;

/** A set with more in it, as far as there is room. */
export function grown(
  set: ReadonlySet<string> | undefined,
  names: Iterable<string>,
  most: number,
): ReadonlySet<string> {
  const whole = new Set(set);
  for (const name of names) if (whole.size < most) whole.add(name);
  return whole;
}

/** Nothing is to be put back: also a fight that goes on, while its subject is whole. */
export const isWhole = ({ state, restoredAt }: IncidentRecord): boolean =>
  state === 'restored' || (state === 'escalated' && restoredAt !== undefined);

/** Blows on it, told by events or found by looks. */
export const blowsOn = ({ events, unexplained = 0 }: IncidentRecord): number =>
  events + unexplained;

/** What the answer covers; nothing when there is none. */
export const coveredUntil = ({
  acknowledged,
  acknowledgedUntil,
  acknowledgement,
}: IncidentRecord): string | undefined =>
  acknowledged ? (acknowledgedUntil ?? acknowledgement?.at) : undefined;
