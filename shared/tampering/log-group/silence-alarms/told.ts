import { field, texts } from '../../../record/json';
import { type Facts, pasteable } from '../../reported/facts';
import { goesOn, inPlace, planned, step } from '../../reported/lines';
import type { ReportedRow } from '../../reported/reported-row';

/** Nothing is missing from the log, and no one is called. */
export const silenceAlarms: ReportedRow = {
  row: 'CWL-05',
  title: 'Silence filters and alarms',
  severity: 'medium',
  mitre: ['T1685', 'T1562.001'],
  notUndone:
    'What an alarm is to say, and to whom, is in no baseline, and the responder carries no client of CloudWatch.',
  guidance: (facts) => [
    planned(facts, 'Filters and alarms change with the code that deploys them.'),
    step(
      `Preserve, in ${facts.accountId}`,
      `${inPlace('aws cloudwatch describe-alarm-history --max-records 100', facts)} > alarm-history.json`,
    ),
    ...undo(facts),
    'Look for what it would have called about since: the same pattern, on the same log group, in Logs Insights.',
    ...goesOn(facts),
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

function undo(facts: Facts): readonly string[] {
  const { eventName, asked, target, record } = facts;
  const named = texts(field(record.request, 'alarmNames')).map((name) => pasteable(name, 'alarm'));
  const alarms = (named.length > 0 ? named : [target]).join(' ');
  const see = inPlace(`aws cloudwatch describe-alarms --alarm-names ${alarms}`, facts);
  switch (eventName) {
    case 'DeleteMetricFilter':
      return [
        step(
          'Undo',
          inPlace(
            `aws logs put-metric-filter --log-group-name ${asked('logGroupName', 'log-group')} --filter-name ${asked('filterName', 'filter')} --filter-pattern <pattern> --metric-transformations metricName=<metric>,metricNamespace=<namespace>,metricValue=1`,
            facts,
          ),
        ),
      ];
    case 'DisableAlarmActions':
      return [
        step('Undo', inPlace(`aws cloudwatch enable-alarm-actions --alarm-names ${alarms}`, facts)),
      ];
    case 'SetAlarmState':
      return [
        'Nothing is to be undone: the next evaluation sets it again. Look whom it kept from being called meanwhile.',
        step('See its state', see),
      ];
    default:
      return [
        `Undo: deploy the stack of each of these alarms again.`,
        step('See what is left of them', see),
      ];
  }
}
