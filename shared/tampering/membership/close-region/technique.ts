import { calling, DISABLE_LOGS, type Technique } from '../../../domain/technique';
import { differs } from '../../detection/differs';
import { namesMissing } from '../names-missing';

/**
 * DisableRegion of an opt-in Region. While AWS is closing it, EnableRegion is refused with
 * ConflictException: the look is repeated until the Region is closed and can be opened.
 */
export const closeRegion: Technique<'membership'> = {
  id: 'close-region',
  title: 'Close a Region of an account',
  subject: 'membership',
  severity: 'high',
  row: 'ACC-02',
  mitre: DISABLE_LOGS,
  events: { 'account.amazonaws.com': ['DisableRegion'] },
  parts: ['regions'],
  detect: differs('close-region', (must, is, { accountId }) =>
    must.kind === 'account' && is.kind === 'account'
      ? namesMissing(
          'regions',
          { must: must.regions, is: is.regions },
          (missing) => `Account ${accountId} no longer has ${missing}.`,
        )
      : undefined,
  ),
  drill: calling('account:DisableRegion', () => ({ RegionName: 'af-south-1' })),
};
