import { field, flag, texts } from '../../record/json';
import { harm, unclear } from '../../record/row';
import { each, named, rowsOf, says } from '../records/rows-of';
import { type Facts, pasteable } from '../reported/facts';
import type { Lines, ToldRow } from '../reported/reported-row';
import { onLogGroup } from './on-log-group';

/** Nothing is missing from the log, and no one is called. */
export const silenceAlarms: ToldRow = {
  row: 'CWL-05',
  title: 'Silence filters and alarms',
  severity: 'medium',
  mitre: ['T1685', 'T1562.001'],
  notUndone:
    'What an alarm is to say, and to whom, is in no baseline, and the responder carries no client of CloudWatch.',
  planned: 'Filters and alarms change with the code that deploys them.',
  toDo: (facts) => [
    {
      'Preserve, in {accountId}':
        'aws cloudwatch describe-alarm-history --max-records 100 --region {region} > alarm-history.json',
    },
    undo(facts),
    'Look for what it would have called about since: the same pattern, on the same log group, in Logs Insights.',
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

function undo(facts: Facts): Lines {
  const { eventName, asked, target, record } = facts;
  const named = texts(field(record.request, 'alarmNames')).map((name) => pasteable(name, 'alarm'));
  const alarms = (named.length > 0 ? named : [target]).join(' ');
  const see = `aws cloudwatch describe-alarms --alarm-names ${alarms} --region {region}`;
  switch (eventName) {
    case 'DeleteMetricFilter':
      return {
        Undo: `aws logs put-metric-filter --log-group-name ${asked('logGroupName', 'log-group')} --filter-name ${asked('filterName', 'filter')} --filter-pattern <pattern> --metric-transformations metricName=<metric>,metricNamespace=<namespace>,metricValue=1 --region {region}`,
      };
    case 'DisableAlarmActions':
      return {
        Undo: `aws cloudwatch enable-alarm-actions --alarm-names ${alarms} --region {region}`,
      };
    case 'SetAlarmState':
      return [
        'Nothing is to be undone: the next evaluation sets it again. Look whom it kept from being called meanwhile.',
        {
          'See its state': see,
        },
      ];
    default:
      return [
        `Undo: deploy the stack of each of these alarms again.`,
        {
          'See what is left of them': see,
        },
      ];
  }
}

const onAlarm = rowsOf({
  source: 'monitoring.amazonaws.com',
  subject: 'alarms',
  targets: named('alarmNames', 'alarmName'),
});

export const silenceAlarmsRecords = [
  onLogGroup(silenceAlarms, {
    DeleteMetricFilter: says((target) => `A metric filter of log group ${target} was deleted.`),
  }),
  onAlarm(silenceAlarms, {
    ...each(
      ['DeleteAlarms', 'DisableAlarmActions', 'SetAlarmState'],
      says((target) => `Alarm ${target} was silenced.`),
    ),
    PutMetricAlarm: ({ request }, _known, target) =>
      flag(field(request, 'actionsEnabled')) === false
        ? harm(`Alarm ${target} notifies no one.`)
        : unclear(`Alarm ${target} was rewritten.`),
  }),
];
