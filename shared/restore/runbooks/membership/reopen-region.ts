import { namesIn } from '../../../domain/listed';
import type { Runbook } from '../../../domain/runbook';
import { stepOn } from '../../../domain/step';

/** EnableRegion, in the account itself, for each Region of the baseline that is closed or closing. */
export const reopenRegion: Runbook<'membership'> = {
  id: 'reopen-region',
  title: 'Open a Region of an account again',
  subject: 'membership',
  undoes: ['close-region'],
  steps: (findings, { subject, state }) => {
    const [found] = findings;
    if (!found || state.kind !== 'account') return [];
    const is = namesIn(found.actual);
    return (state.regions ?? [])
      .filter((region) => !is.includes(region))
      .map((RegionName) => stepOn(subject, 'account:EnableRegion', { RegionName }));
  },
};
