import type { Step } from './step';

/** An exemption that is no planned change: what happens is noticed and told as ever, and nothing is put back. */
export interface Pause {
  /** What a person paused, in words: `the whole organization`, `unit ou-a1b2-c3d4e5f6`, `444455556666`. */
  readonly scope: string;
  /** It pauses nothing: it is there to be told of, at the bus of the security account. */
  readonly isNotice?: true;
}

/** An exemption, which may be a pause. */
interface MayPause {
  readonly pause?: Pause;
  readonly until: string;
  readonly by: string;
  readonly why: string;
}

/** It keeps something from being put back, as a planned change does. */
export const isBinding = ({ pause }: Pick<MayPause, 'pause'>): boolean => !pause?.isNotice;

/** A planned change, and no pause. */
export const isPlannedChange = ({ pause }: Pick<MayPause, 'pause'>): boolean => !pause;

/** Of those that cover a subject, the pause that holds longest; nothing when none is in force. */
export const pauseAmong = <T extends MayPause>(exemptions: readonly T[], now: string) =>
  exemptions
    .filter(({ pause, until }) => pause && !pause.isNotice && until > now)
    .toSorted((one, other) => other.until.localeCompare(one.until))[0];

/** The same of what is only to be told. */
export const noticesAmong = <T extends MayPause>(exemptions: readonly T[], now: string) =>
  exemptions.filter(({ pause, until }) => pause?.isNotice && until > now);

/** Why something is not put back, and what would be. */
export function describePause({ until, by, why }: MayPause, steps: readonly Step[]): string {
  const calls = [...new Set(steps.map(({ call }) => call))].join(', ');
  return `Nothing is put back here until ${until}: ${by} paused Trailwarden (${why}). It would be put back by ${calls}.`;
}

/** What people are told while it lasts. */
export const describeNotice = ({ until, by, why, pause }: MayPause): string =>
  `Trailwarden is paused for ${pause?.scope} until ${until}: ${by} did that (${why}). What happens there is noticed and told, and nothing is put back. "trailwarden resume" ends it.`;
