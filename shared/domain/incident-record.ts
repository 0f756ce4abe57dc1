import type { Acknowledgement } from './acknowledgement';
import type { PartWindow } from './blind-in-part';
import type { ClosedWindow } from './blind-window';
import type { BucketWanted } from './bucket';
import type { Incident, IncidentSummary, TimelineEntry } from './incident';
import type { LoginRun } from './login-run';
import type { AskRecord, PlaybookReport } from './playbook';
import type { EventSignal } from './signal';
import type { TimeSource } from './trail';

/** An incident as the table has it: the fields that people read, and those that the next blow is compared with. */
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
  /** The subjects of an incident that has several, the first one first, as far as there is room. */
  readonly names?: readonly string[];
  readonly acknowledgement?: Acknowledgement;
  /**
   * `lastBlowAt` at the time of the answer: the answer covers blows until then. Absent on answers of older versions.
   */
  readonly acknowledgedUntil?: string;
  /** The time of the latest look that is written down. */
  readonly observedAt?: string;
  readonly blindSource?: TimeSource;
  /** Ids of the newest events that are counted. */
  readonly eventIds?: ReadonlySet<string>;
  /** The callers: principal, key and address in one text each. */
  readonly hands?: ReadonlySet<string>;
  /** Times of stops that an event tells of and that no window covers yet. */
  readonly stops?: ReadonlySet<string>;
  /** When the event that is the evidence reached us; absent on older incidents, and where no event did. */
  readonly heardAt?: string;
  /** Blows that a look found and that no event explains yet. */
  readonly unexplained?: number;
  /** Blows on the unanswered incidents it goes on from: a fight is counted over all of them. */
  readonly priorBlows?: number;
  /** The incident before it on the same subject, and until when that one accounts for what happened. */
  readonly previous?: string;
  readonly since?: string;
  /** Of a bucket: what the change wrote, an empty policy where it took it away; absent where that is not known. */
  readonly wanted?: BucketWanted;
  readonly ask?: AskRecord;
  readonly playbook?: PlaybookReport;
  readonly loginRun?: LoginRun;
  /** The states of its playbook that are on the timeline. */
  readonly playbookStates?: ReadonlySet<string>;
  /** When the run of its playbook began that wrote on it last. */
  readonly playbookSince?: string;
  /** Set by a write that a person may have to hear of, and removed by the next write that is not one. */
  readonly news?: 'yes';
  readonly revision?: number;
}

/**
 * An item holds 400 KB, and an attacker chooses much of its content. Names that have no room are
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
  /** Moments that an attacker causes, and those that we or people cause. */
  blows: 100,
  moments: 150,
  /** Characters in one moment's text. */
  text: 500,
  /** How many of the first rows and names stay when a list is full. */
  first: 10,
  /** How many new actors are told by name; beyond them only those that are no further session of a known role. */
  toldActors: 10,
  /** How many roles and users are told by name, each in a message; beyond them only the number of blows is told. */
  toldStems: 40,
} as const;

/** The same principal, with the same key, from the same address. */
export const handOf = ({ evidence: { actor, sourceIp } }: Pick<EventSignal, 'evidence'>): string =>
  [actor.principal, actor.accessKeyId ?? '', sourceIp ?? ''].join('\n').slice(0, room.text);

export const principalOf = (hand: string): string => hand.split('\n')[0] ?? hand;

/**
 * A name without the parts that its bearer can choose freely: sessions, source identities and federated users have
 * any name that their caller likes. A role or a user has to be made.
 */
export const stemOf = (name: string): string =>
  /^(arn:|AROA\w+:)/.test(name)
    ? principalOf(name).replace(/(:assumed-role\/[^/]+|:federated-user|AROA\w+)[/:].*/, '$1')
    : '';

/**
 * When there are more than there is room for, the one that gives way. It is of the fullest class, so that rare ones
 * stay, and in its class neither one of the first nor one of the newest. `ageOf` grows with time.
 */
export function crowdedOut<T>(
  all: readonly T[],
  classOf: (one: T) => string,
  ageOf: (one: T) => string,
): T | undefined {
  const classes = new Map<string, T[]>();
  for (const one of all) {
    const alike = classes.get(classOf(one));
    if (alike) alike.push(one);
    else classes.set(classOf(one), [one]);
  }
  const fullest = [...classes.values()].reduce((most, alike) =>
    alike.length > most.length ? alike : most,
  );
  const among = (fullest.length > 1 ? fullest : all)
    .map((one) => ({ one, age: ageOf(one) }))
    .sort((one, other) => (one.age < other.age ? -1 : Number(one.age > other.age)));
  return among[Math.min(room.first, among.length >> 1)]?.one;
}

/**
 * A set of names with more in it. Where it is full, a name whose role is in it already is not added, and a new role
 * or user takes the place of one that gives way.
 */
export function grownInTime(
  set: ReadonlySet<string> | undefined,
  names: Iterable<string>,
  most: number,
  lastOf: (name: string) => string,
): ReadonlySet<string> {
  let all = [...(set ?? [])];
  for (const name of names) {
    if (all.includes(name)) continue;
    if (all.length >= most && all.some((one) => stemOf(one) === stemOf(name))) continue;
    const gone = all.length >= most ? crowdedOut(all, stemOf, lastOf) : undefined;
    all = [...all.filter((one) => one !== gone), name];
  }
  return new Set(all);
}

/**
 * Ids with one more. When there is no more room they begin anew, because an event that comes again does so soon or
 * never.
 */
export const remembered = (ids: ReadonlySet<string> | undefined, id: string): ReadonlySet<string> =>
  new Set(ids && (ids.has(id) || ids.size < room.eventIds) ? [...ids, id] : [id]);

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

/** No step is needed: also true of a fight that goes on while its subject is whole. */
export const isWhole = ({ state, restoredAt }: IncidentRecord): boolean =>
  state === 'restored' || (state === 'escalated' && restoredAt !== undefined);

/** How many blows events tell of or looks found. */
export const blowsOn = ({ events, unexplained = 0 }: IncidentRecord): number =>
  events + unexplained;

/** Until when the answer covers blows; nothing when there is none. */
export const coveredUntil = ({
  acknowledged,
  acknowledgedUntil,
  acknowledgement,
}: IncidentRecord): string | undefined =>
  acknowledged ? (acknowledgedUntil ?? acknowledgement?.at) : undefined;
