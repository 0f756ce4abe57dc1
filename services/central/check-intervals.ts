import { minutesOfRate } from '../../shared/domain/minutes-of-rate';

/**
 * A rule that no single parameter can hold: an alarm that looks back over less than two sweeps begins and ends with
 * each of them. Takes values that their own rules allow; nothing when they fit together.
 */
export function checkIntervals(given: (name: string) => string): string | undefined {
  const [every, hours] = [given('SweepEvery'), given('AlarmAfterHours')];
  const least = Math.ceil((2 * (minutesOfRate(every) ?? 0)) / 60);
  if (Number(hours) >= least) return undefined;
  return `Parameter AlarmAfterHours is "${hours}": it must be at least ${least}, twice the interval of SweepEvery, which is ${every}.`;
}
