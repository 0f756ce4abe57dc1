import { actorNames } from '../../domain/evidence';
import { stemOf } from '../../domain/incident-record';
import type { Login, Read } from '../../domain/login';
import type { LoginFacts, LoginSettings, Settable } from '../../domain/login-facts';
import { tagOf } from './grounds';
import { callBehind, speaksFor } from './whose';

/** A machine that was isolated, on AWS's word or on a host's. */
export interface Isolated {
  readonly instanceId: string;
  readonly words: Login['words'];
}

export interface BrakeFacts {
  readonly instanceId: string;
  /** Of the Auto Scaling group it is in; undefined where it is in none. */
  readonly group: Read<
    | {
        readonly name: string;
        readonly min: number;
        readonly inService: number;
        readonly desired: number;
      }
    | undefined
  >;
  /** Machines that were isolated within the hour, this one not counted. */
  readonly isolatedLately: Read<readonly Isolated[]>;
  /** Another incident for which this machine is, or was, isolated. */
  readonly isolatedFor: Read<string | undefined>;
}

export const brakeReasons = [
  'do-not-isolate',
  'too-many',
  'group-minimum',
  'isolated-already',
] as const;

export interface Brake {
  readonly reason: (typeof brakeReasons)[number];
  /** Says why a person has to act. */
  readonly sentence: string;
}

export const DO_NOT_ISOLATE_TAG = 'do-not-isolate';

/**
 * What keeps us from isolating a machine, however bad its login. Empty: nothing does. What could not be read is a brake
 * as well: isolating breaks things, and a person can still do it.
 */
export function brakesOf(
  { instanceId, group, isolatedLately, isolatedFor }: BrakeFacts,
  facts: LoginFacts,
  settings: LoginSettings,
  mostAnHour: number,
): readonly Brake[] {
  const all: readonly (readonly [Brake['reason'], string | undefined])[] = [
    ['do-not-isolate', protectedBy(facts, settings)],
    ['too-many', tooMany(isolatedLately, facts.login.words, mostAnHour)],
    ['group-minimum', belowMinimum(group)],
    ['isolated-already', already(isolatedFor)],
  ];
  return all.flatMap(([reason, why]) =>
    why === undefined
      ? []
      : [{ reason, sentence: `${instanceId} was not isolated: ${why}. Decide by hand.` }],
  );
}

/** The tag holds unless the one who logged in has set it, or their role just now: then it is part of the break-in. */
function protectedBy(facts: LoginFacts, settings: LoginSettings): string | undefined {
  if (facts.tags.kind === 'unread') return `its tags are not known (${facts.tags.why})`;
  const tag = tagOf(facts.tags.value, DO_NOT_ISOLATE_TAG);
  if (!tag || /^(false|no)$/i.test(tag.value)) return undefined;
  const { isOwn, why } = speaksFor(tag, facts, settings);
  if (isOwn || isOfTheirRole(tag, facts, settings)) return undefined;
  return `it has the tag ${DO_NOT_ISOLATE_TAG} (${why})`;
}

/** A session has any name that its caller likes, so what is not settled counts by the role. */
function isOfTheirRole(
  { setBy }: Settable<string>,
  facts: LoginFacts,
  { settledHours }: LoginSettings,
): boolean {
  const call = callBehind(facts);
  if (setBy.kind === 'unread' || !setBy.value || setBy.value.atLaunch) return false;
  if (call.kind === 'unread' || !call.value) return false;
  const { names, at } = setBy.value;
  const stems = actorNames(call.value.actor).map(stemOf);
  const isSettled = Date.parse(facts.login.at) - Date.parse(at) >= settledHours * 3_600_000;
  return !isSettled && names.some((name) => stemOf(name) !== '' && stems.includes(stemOf(name)));
}

/** On hosts' words half of them at most: who may speak for hosts must not use up what AWS's word needs. */
function tooMany(
  lately: Read<readonly Isolated[]>,
  words: Login['words'],
  most: number,
): string | undefined {
  if (lately.kind === 'unread')
    return `how many were isolated within the hour is not known (${lately.why})`;
  const count = countOf(lately.value);
  if (count >= most)
    return `${count} machines were isolated within the hour, and ${most} is the most`;
  const half = Math.ceil(most / 2);
  const claimed = countOf(lately.value.filter((one) => one.words === 'host'));
  return words === 'host' && claimed >= half
    ? `${claimed} machines were isolated on the word of hosts within the hour, and ${half} is the most`
    : undefined;
}

const countOf = (all: readonly Isolated[]): number =>
  new Set(all.map(({ instanceId }) => instanceId)).size;

/** It leaves its group, whose desired number goes down by one with it. */
function belowMinimum(group: BrakeFacts['group']): string | undefined {
  if (group.kind === 'unread') return `its Auto Scaling group is not known (${group.why})`;
  if (!group.value) return undefined;
  const { name, min, inService, desired } = group.value;
  return Math.min(inService, desired) - 1 < min
    ? `its Auto Scaling group ${name} would fall below its minimum of ${min}`
    : undefined;
}

function already(isolatedFor: Read<string | undefined>): string | undefined {
  if (isolatedFor.kind === 'unread')
    return `whether it was isolated before is not known (${isolatedFor.why})`;
  return isolatedFor.value && `it was isolated already, for ${isolatedFor.value}`;
}
