import type { Login, Read } from '../../domain/login';
import type { LoginFacts, LoginSettings } from '../../domain/login-facts';
import { tagOf } from './grounds';
import { mayBeNew, speaksFor } from './whose';

/** A machine that was isolated, on AWS's word or on a host's. */
export interface Isolated {
  readonly instanceId: string;
  readonly words: Login['words'];
  /** When it took its place, ISO. */
  readonly at: string;
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

/** The tag holds where it came with the launch or was there long before the login; a fresh one is part of the break-in. */
function protectedBy(facts: LoginFacts, settings: LoginSettings): string | undefined {
  if (facts.tags.kind === 'unread') return `its tags are not known (${facts.tags.why})`;
  const tag = tagOf(facts.tags.value, DO_NOT_ISOLATE_TAG);
  if (!tag || /^(false|no)$/i.test(tag.value)) return undefined;
  const told = `it has the tag ${DO_NOT_ISOLATE_TAG}`;
  if (mayBeNew(tag, facts)) return `${told}, and who set it is not known yet: records come late`;
  const { holds, isSettled, why } = speaksFor(tag, facts, settings);
  return holds === 'no' && !isSettled ? undefined : `${told} (${why})`;
}

export const HOUR_MS = 3_600_000;

export const isolatedWithin = (all: readonly Isolated[], at: string): readonly Isolated[] =>
  all.filter((one) => Date.parse(at) - Date.parse(one.at) < HOUR_MS);

/** Those of the hour with one more, or why there is no place for it. */
export function reserve(
  held: readonly Isolated[],
  wanted: Isolated,
  mostAnHour: number,
):
  | { readonly kind: 'reserved'; readonly isolated: readonly Isolated[] }
  | { readonly kind: 'refused'; readonly why: string } {
  const lately = isolatedWithin(held, wanted.at);
  const others = lately.filter(({ instanceId }) => instanceId !== wanted.instanceId);
  const why = tooMany({ kind: 'read', value: others }, wanted.words, mostAnHour);
  return why ? { kind: 'refused', why } : { kind: 'reserved', isolated: [...others, wanted] };
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
