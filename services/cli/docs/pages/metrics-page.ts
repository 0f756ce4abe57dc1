import {
  type MetricName,
  metricNames,
  metricUnits,
} from '../../../../shared/watch/metrics/metrics';
import type { Page } from './technique-page';

/** An alarm as the template declares it. */
export interface DeclaredAlarm {
  readonly AlarmName: string;
  readonly AlarmDescription: string;
  readonly Namespace: string;
  readonly MetricName: string;
}

/** docs/metrics.md: every metric, and every alarm with what it says. `npm run docs` writes it. */
export const metricsPage = (alarms: readonly DeclaredAlarm[]): Page => ({
  path: 'metrics.md',
  text: `${[...HEAD, ...metricNames.map(metricRow), ...ALARMS, ...alarms.map(alarmRow), ...TAIL].join('\n')}\n`,
});

const metricRow = (name: MetricName): string =>
  `| \`${name}\` | ${metricUnits[name]} | ${MEANS[name]} |`;

const alarmRow = ({ AlarmName, AlarmDescription, Namespace, MetricName }: DeclaredAlarm): string =>
  `| \`${AlarmName}\` | \`${Namespace === 'Trailwarden' ? MetricName : `${Namespace} ${MetricName}`}\` | ${AlarmDescription} |`;

const MEANS: Readonly<Record<MetricName, string>> = {
  Signals: 'events that reached the responder, each once in a batch',
  Checks: 'accounts × Regions it was asked to look at',
  Looks: 'subjects it looked at',
  Restorations: 'looks that put something back, read back as whole',
  RestorationFailures: 'looks after which something was still not as it must be',
  Escalations:
    'looks that need a person; what is waited out is none. Each sweep finds it again while it lasts',
  Reports: 'events that are told and not undone',
  Attempts: 'tampering that AWS refused, and forged heartbeats',
  DeliveryTroubles: 'looks at a trail that logs and of which something does not arrive',
  FoundBySweep:
    'looks of the schedule that put something back, or found that a trail had stopped, and that no event told of. One that came just before its event counts too',
  SignalToRestored:
    'of each restoration: from the responder having the signal to AWS’s last answer',
  TamperToRestored:
    'of each restoration an event told of: from the event’s own time, which is whole seconds of AWS’s clock, to AWS’s last answer on ours',
  BlindSeconds: 'how long a trail did not log, of each look that closed such a window',
  HeartbeatLatency: 'of each heartbeat that was heard: from the call to the queue',
  HeartbeatSilent: 'places whose heartbeat left and was not heard in time; counted at each check',
  HeartbeatUnsent: 'places whose heartbeat could not leave',
  Throttles: 'reads and steps that AWS refused as too fast, after the SDK’s own tries',
  Unreachable: 'looks and listings that could not be done for any other reason',
  ComingAgain: 'messages given back to the queue for another try',
  DeadLettered: 'messages that cannot be understood, set aside',
  SweepDuration:
    'from the first page of accounts to the last check asked for; that a sweep came to its end at all',
  SweepChecks: 'accounts × Regions that a sweep asked for',
  PlacesGuarded: 'accounts × Regions that are guarded and heard, at the end of a sweep',
  PlacesSilent:
    'ticked once, and now no tick for 100 s, or ticks, and no heartbeat of it was heard for 8 minutes, so what is done there does not reach us; told each minute. No number: the sweeper’s minute took no ticks, or none of any account came',
  PlacesBlind: 'known to have no trail that meets the floor',
  PlacesUnreachable: 'could not be read',
  PlacesNotEnrolled: 'our role could not be assumed',
  PlacesUnseen:
    'asked for, and not looked at for two intervals: closed ones excepted, their state is unknown',
  NoticesSent: 'notices that a channel took; several may be one message',
  NoticesAgain: 'notices whose try failed; they are tried again',
  NoticesDead: 'notices that will never be delivered: refused for what they say, or given up',
  NoticeAge: 'of the oldest notice that still waits after a round',
};

const HEAD = [
  '<!-- Generated from shared/watch/metrics and services/central/alarms.yml by `npm run docs`; edit there. -->',
  '',
  '# Metrics and alarms',
  '',
  'In the namespace `Trailwarden` of the security account, home Region, without dimensions ([why](decisions/0021-metrics.md)). Responder and sweeper write them',
  'into their logs; CloudWatch makes metrics of the lines. Which account, Region and subject it was is in the log line of the same moment:',
  '',
  '```',
  'fields @timestamp, accountId, subject, outcome, why | filter kind = "decision" and outcome != "unchanged" | sort @timestamp desc',
  '```',
  '',
  'The dashboard `trailwarden` draws every one of them, and every alarm.',
  '',
  '| metric | unit | what it counts |',
  '| --- | --- | --- |',
];

const ALARMS = [
  '',
  '`Places…`, but `PlacesSilent`, are a count of the whole organization at the end of each sweep, from what was last seen: the looks of that sweep are only',
  'beginning then. An account that just joined is unseen for one interval. Everything else is counted where it happens; what did not happen is not told.',
  '',
  '## Alarms',
  '',
  'All go to `AlarmTopicArn`. What comes with each sweep is judged hour by hour over `AlarmAfterHours`, which must hold two sweeps: such an alarm begins within',
  'minutes and ends so long after the last bad number, so that an hourly number does not make it flap. `trailwarden-no-sweep` and `trailwarden-deaf`',
  'begin when *nothing* is told for so long, and so are red after the first deployment until a sweep and a heartbeat came.',
  '`trailwarden-place-silent` is judged minute by minute: it begins after three in which a place is silent, or in which the minute did not tell.',
  '',
  '| alarm | of | what it means and what to do |',
  '| --- | --- | --- |',
];

const TAIL = [
  '',
  'Not here: what waits in `trailwarden-undelivered` of a member. Its numbers are metrics of that account, and only CloudWatch cross-account',
  'observability would bring them here; a heartbeat that does not arrive says the same. An alarm says that something is so, once; which incidents',
  'there are is told by the incidents.',
];
