import { calling, DISABLE_LOGS, type Technique } from '../../../domain/technique';
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
  detect: (observation, { baseline }) => {
    const must = baseline.state;
    if (observation.kind === 'absent' || must.kind !== 'account') return undefined;
    const is = observation.state;
    return namesMissing(
      {
        technique: 'close-region',
        part: 'regions',
        sentence: (missing) =>
          `Account ${baseline.subject.accountId} no longer has ${missing.join(', ')}.`,
      },
      is.kind === 'account' ? is.regions : undefined,
      must.regions,
    );
  },
  drill: calling('account:DisableRegion', () => ({ RegionName: 'af-south-1' })),
};
