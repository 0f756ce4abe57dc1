import type { Incident } from '../../domain/incident';

/** The newest time on the incident: a copy with an older one is older. */
export const changedAt = ({
  lastSeenAt,
  restoredAt,
  acknowledgement,
  dark,
  again,
  unansweredSince,
}: Incident): string =>
  [lastSeenAt, restoredAt, acknowledgement?.at, dark?.at, again?.at, unansweredSince]
    .filter((at) => at !== undefined)
    .sort()
    .at(-1) ?? lastSeenAt;
