import { becomeNamed, type Named } from '../become-named';
import type { Connection } from '../connection';

export const ACKNOWLEDGER_ROLE = 'trailwarden-acknowledger';

/** The role that may answer incidents and do nothing else. Rejects with the SDK's error. */
export const becomeAcknowledger = (connection: Connection): Promise<Named> =>
  becomeNamed(ACKNOWLEDGER_ROLE, connection);
