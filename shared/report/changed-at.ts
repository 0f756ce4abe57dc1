import type { Incident } from '../domain/incident';

/** The newest time that an incident knows of itself: what whoever keeps an older one has is older. */
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
