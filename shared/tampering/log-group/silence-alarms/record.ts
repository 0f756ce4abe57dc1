import { field, flag } from '../../../record/json';
import { harm, unclear } from '../../../record/row';
import { each, named, rowsOf, says } from '../../records/rows-of';
import { onLogGroup } from '../on-log-group';
import { silenceAlarms } from './told';

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
