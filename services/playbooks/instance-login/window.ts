const HOUR_MS = 3_600_000;

/** A time that logs are read of, in milliseconds. */
export interface Window {
  readonly from: number;
  readonly to: number;
}

/** An hour before and after a login. */
export const around = (at: string): Window => ({
  from: Date.parse(at) - HOUR_MS,
  to: Date.parse(at) + HOUR_MS,
});
