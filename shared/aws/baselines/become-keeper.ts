import { becomeNamed, type Named } from '../become-named';
import type { Connection } from '../connection';

export const KEEPER_ROLE = 'trailwarden-baseline-keeper';

/** The role that may say what is right. Rejects with the SDK's error. */
export const becomeKeeper = (connection: Connection): Promise<Named> =>
  becomeNamed(KEEPER_ROLE, connection);
