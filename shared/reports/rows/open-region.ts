import { goesOn, planned } from '../lines';
import { told } from '../report-drill';
import { GLOBAL, type ReportedRow } from '../reported-row';

/** A Region without rules of ours: what is done there is logged, and nobody here hears of it. */
export const openRegion: ReportedRow = {
  row: 'ACC-01',
  title: 'Enable a Region nobody guards yet',
  severity: 'medium',
  mitre: ['T1535'],
  notUndone:
    'Somebody may need the Region, disabling it takes its resources out of reach, and AWS refuses that while it is still being enabled.',
  guidance: (facts) => {
    const region = facts.asked('regionName', 'region');
    const account = facts.asked('accountId', facts.accountId);
    return [
      planned(facts, 'A new Region comes with a project that asked for it.'),
      `What is there already: aws resourcegroupstaggingapi get-resources --region ${region}; aws cloudtrail lookup-events --region ${region}`,
      `Undo: aws account disable-region --region-name ${region}, with the keys of ${account}`,
      `Or guard it: add ${region} to GovernedRegions and deploy again; a multi-Region trail covers it by itself within hours.`,
      goesOn(facts),
    ];
  },
  drill: ({ memberAccountId }) =>
    told({
      accountId: memberAccountId,
      region: GLOBAL,
      eventSource: 'account.amazonaws.com',
      eventName: 'EnableRegion',
      requestParameters: { RegionName: 'ap-southeast-3' },
    }),
};
