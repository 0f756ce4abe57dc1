import { classify, hasCode } from '../../shared/aws/classify';
import type { AccountPage } from '../../shared/aws/coverage/account-pages';
import type { Pace } from '../../shared/aws/pace';

/** [D] orgs_reference_limits: for one account; the organization as a whole has 9 and 15. */
export const LIST_ACCOUNTS = { perSecond: 8, burst: 12 } as const;

/**
 * Pages of accounts at the pace that Organizations keeps. Nothing when the page to begin with is gone: AWS does not
 * document how long a NextToken lives. Rejects with the SDK's error; with "too fast" only after two minutes of such
 * answers, because other programs of the organization list accounts as well.
 */
export function listPaced(
  read: (next?: string) => Promise<AccountPage>,
  pace: Pace,
): (next?: string) => Promise<AccountPage | undefined> {
  const attempt = async (next?: string, tries = 0): Promise<AccountPage | undefined> => {
    await pace.turn();
    try {
      const page = await read(next);
      pace.refused(page.refused);
      return page;
    } catch (error) {
      if (next && hasCode(error, 'InvalidInputException')) return undefined;
      if (classify(error).kind !== 'throttled' || tries >= TRIES) throw error;
      pace.refused(1);
      return attempt(next, tries + 1);
    }
  };
  return attempt;
}

/** Each refusal is four attempts of the SDK, with its own pauses. */
const TRIES = 20;
