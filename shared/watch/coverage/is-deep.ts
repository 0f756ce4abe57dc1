interface Turn {
  readonly accountId: string;
  /** When the sweep began. */
  readonly startedAt: string;
  readonly everyMinutes: number;
}

/**
 * Whether it is the turn of this account to be looked at whole. Each has its minute in six hours, which belongs to the
 * sweep that begins after it: so no sweep is six times another (docs/decisions/0042-light-looks.md).
 */
export function isDeep({ accountId, startedAt, everyMinutes }: Turn): boolean {
  const turn = Number(accountId.slice(-6));
  const since = (Math.floor(Date.parse(startedAt) / 60_000) - turn) % DEEP_EVERY_MINUTES;
  return (since + DEEP_EVERY_MINUTES) % DEEP_EVERY_MINUTES < everyMinutes + LATE_MINUTES;
}

const DEEP_EVERY_MINUTES = 360;

/** A schedule that is late by so much leaves no account out. */
const LATE_MINUTES = 2;
