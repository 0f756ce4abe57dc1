import { minutesOfRate } from '../../shared/domain/minutes-of-rate';

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
export function readSettings(env: Readonly<Record<string, string | undefined>>): Settings {
  const need = (name: string): string => {
    const value = env[name];
    if (!value) throw new Error(`${name} is not set; deploy the function with serverless.yml.`);
    return value;
  };
  return {
    table: need('TRAILWARDEN_TABLE'),
    signalsUrl: need('TRAILWARDEN_SIGNALS_URL'),
    regions: need('TRAILWARDEN_REGIONS')
      .split(',')
      .map((region) => region.trim()),
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
