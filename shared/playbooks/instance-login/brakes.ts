import type { Read } from '../../domain/login';
import type { LoginFacts, LoginSettings } from '../../domain/login-facts';
import { tagOf } from './grounds';
import { speaksFor } from './whose';

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
  readonly isolatedLately: Read<readonly string[]>;
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
    ['too-many', tooMany(isolatedLately, mostAnHour)],
    ['group-minimum', belowMinimum(group)],
    ['isolated-already', already(isolatedFor)],
  ];
  return all.flatMap(([reason, why]) =>
    why === undefined
      ? []
      : [{ reason, sentence: `${instanceId} was not isolated: ${why}. Decide by hand.` }],
  );
}

/** The tag holds unless the one who logged in has set it: then it is part of the break-in. */
function protectedBy(facts: LoginFacts, settings: LoginSettings): string | undefined {
  if (facts.tags.kind === 'unread') return `its tags are not known (${facts.tags.why})`;
  const tag = tagOf(facts.tags.value, DO_NOT_ISOLATE_TAG);
  if (!tag || /^(false|no)$/i.test(tag.value)) return undefined;
  const { isOwn, why } = speaksFor(tag, facts, settings);
  if (isOwn) return undefined;
  return `it has the tag ${DO_NOT_ISOLATE_TAG} (${why})`;
}

function tooMany(lately: Read<readonly string[]>, most: number): string | undefined {
  if (lately.kind === 'unread')
    return `how many were isolated within the hour is not known (${lately.why})`;
  const count = new Set(lately.value).size;
  return count >= most
    ? `${count} machines were isolated within the hour, and ${most} is the most`
    : undefined;
}

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
