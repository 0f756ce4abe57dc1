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

/** Accounts nobody else gets; undefined where nothing is shared, or too few of them are left. */
export function lend(accounts: number): Shared | undefined {
  if (!shared || shared.left.length < accounts) return undefined;
  return { local: shared.local, left: shared.left.splice(0, accounts) };
}

/** Stories are about trails; and every responder that is killed costs as many cold starts as it had. */
export const startScenery = (accounts: number): Promise<Local> =>
  startLocal({ accounts, kinds: ['trail'], concurrentBatches: 2 });
