import { afterAll, beforeAll } from '@jest/globals';
import { type Local, startLocal } from '../../services/cli/local/local';

interface Shared {
  readonly local: Local;
  /** Members that no scene has been given yet. */
  readonly left: string[];
}

let shared: Shared | undefined;

/** To be said by a suite: its scenes get accounts of one organization, which is started once. */
export function shareOrganization(accounts: number): void {
  beforeAll(async () => {
    const local = await startScenery(accounts);
    shared = { local, left: [...local.organization.memberAccountIds] };
  });
  afterAll(() => shared?.local.close());
}

/** Accounts that no other scene gets; undefined where nothing is shared. Throws when too few of them are left. */
export function lend(accounts: number): Shared | undefined {
  if (!shared) return undefined;
  if (shared.left.length < accounts) {
    // An organization of its own would do, and cost the suite as long as ten tests.
    const short = accounts - shared.left.length;
    throw new Error(`The suite shares ${short} accounts too few: give shareOrganization more.`);
  }
  return { local: shared.local, left: shared.left.splice(0, accounts) };
}

/** Stories are about trails; and every responder that is killed costs as many cold starts as it had. */
export const startScenery = (accounts: number): Promise<Local> =>
  startLocal({ accounts, kinds: ['trail'], concurrentBatches: 2 });
