import { minutesOfRate } from '../../shared/domain/minutes-of-rate';
import { type Env, neededIn, partsOf } from '../../shared/domain/needed-in';

/** What serverless.yml gives the sweeper. Read once, on the first invocation. */
export interface Settings {
  readonly table: string;
  readonly signalsUrl: string;
  readonly regions: readonly string[];
  readonly everyMinutes: number;
  readonly ticksUrl: string;
  /** Minutes from one heartbeat of a place to the next, on the average; 0 where only looks send any. */
  readonly beatEvery: number;
}

/** Throws one sentence that names the variable. */
export function readSettings(env: Env): Settings {
  const need = neededIn(env);
  return {
    table: need('TRAILWARDEN_TABLE'),
    signalsUrl: need('TRAILWARDEN_SIGNALS_URL'),
    regions: partsOf(need('TRAILWARDEN_REGIONS')),
    everyMinutes: minutesOf(need('TRAILWARDEN_SWEEP_EVERY')),
    ticksUrl: need('TRAILWARDEN_TICKS_URL'),
    beatEvery: wholeMinutes(need('TRAILWARDEN_BEAT_EVERY')),
  };
}

function wholeMinutes(text: string): number {
  if (!/^\d{1,4}$/.test(text)) {
    throw new Error(`TRAILWARDEN_BEAT_EVERY must be a number of minutes, not "${text}".`);
  }
  return Number(text);
}

function minutesOf(rate: string): number {
  const minutes = minutesOfRate(rate);
  if (minutes === undefined) {
    throw new Error(`TRAILWARDEN_SWEEP_EVERY must be a rate such as rate(1 hour), not "${rate}".`);
  }
  return minutes;
}
