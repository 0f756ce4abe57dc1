import type { Facts } from '../facts';
import { goesOn, inPlace, planned } from '../lines';
import type { ReportedRow } from '../reported-row';

/** Nothing is missing from the log, and nobody is called. */
export const silenceAlarms: ReportedRow = {
  row: 'CWL-05',
  title: 'Silence filters and alarms',
  severity: 'medium',
  mitre: ['T1685', 'T1562.001'],
  notUndone:
    'What an alarm is to say, and to whom, is in no baseline, and the responder carries no client of CloudWatch.',
  guidance: (facts) => [
    planned(facts, 'Filters and alarms change with the code that deploys them.'),
    `Preserve: ${inPlace('aws cloudwatch describe-alarm-history --max-records 100', facts)} > alarm-history.json`,
    `Undo: ${undo(facts)}`,
    'Look for what it would have called about since: the same pattern, on the same log group, in Logs Insights.',
    goesOn(facts),
  ],
  drill: ({ memberAccountId, homeRegion, logGroup }) => {
    const filter = { logGroupName: logGroup, filterName: 'trailwarden-drill' };
    const transformation = {
      metricName: 'RootUse',
      metricNamespace: 'CISBenchmark',
      metricValue: '1',
    };
    return {
      kind: 'calls',
      accountId: memberAccountId,
      calls: [
        {
          call: 'logs:PutMetricFilter',
          region: homeRegion,
          input: {
            ...filter,
            filterPattern: '{ $.userIdentity.type = "Root" }',
            metricTransformations: [transformation],
          },
        },
        { call: 'logs:DeleteMetricFilter', region: homeRegion, input: filter },
      ],
    };
  },
};

function undo(facts: Facts): string {
  const { eventName, asked, target } = facts;
  if (eventName === 'DeleteMetricFilter')
    return inPlace(
      `aws logs put-metric-filter --log-group-name ${asked('logGroupName', 'log-group')} --filter-name ${asked('filterName', 'filter')} --filter-pattern <pattern> --metric-transformations <transformations>`,
      facts,
    );
  if (eventName === 'DisableAlarmActions')
    return inPlace(`aws cloudwatch enable-alarm-actions --alarm-names ${target}`, facts);
  return `deploy the stack of alarm ${target} again; ${inPlace(`aws cloudwatch describe-alarms --alarm-names ${target}`, facts)} shows what is left.`;
}
