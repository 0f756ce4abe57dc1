import { field, text } from '../../record/json';
import { pasteable } from '../reported/facts';
import { telling } from '../reported/report-drill';
import type { ToldRow } from '../reported/reported-row';

/** A Region without rules of ours: what is done there is logged, and we do not hear of it. */
export const openRegion: ToldRow = {
  row: 'ACC-01',
  title: 'Enable a Region that is not guarded yet',
  severity: 'medium',
  mitre: ['T1535'],
  notUndone:
    'The Region may be needed, disabling it takes its resources out of reach, and AWS refuses that while it is still being enabled.',
  planned: 'A new Region comes with a project that asked for it.',
  toDo: (facts) => {
    const region = facts.asked('regionName', 'region');
    const named = text(field(facts.record.request, 'accountId'));
    const account = pasteable(named ?? facts.record.accountId, 'account');
    return [
      {
        [`See, in ${account}, what there is that bears or bore tags`]: `aws resourcegroupstaggingapi get-resources --region ${region}`,
        [`See, in ${account}, what was called there`]: `aws cloudtrail lookup-events --region ${region}`,
        [`Undo, in ${account}`]: `aws account disable-region --region-name ${region}`,
      },
      `Or guard it: add ${region} to GovernedRegions and deploy again; a multi-Region trail covers it by itself within hours.`,
    ];
  },
  drill: telling('member', 'account:EnableRegion', () => ({ RegionName: 'ap-southeast-3' })),
};
