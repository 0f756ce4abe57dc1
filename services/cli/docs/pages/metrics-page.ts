import {
  type MetricName,
  metricNames,
  metricUnits,
} from '../../../../shared/watch/metrics/metrics';
import type { Page } from './technique-page';
import { generated, wrapped } from './wrapped';

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
  text: wrapped(
    generated('shared/watch/metrics and services/central/alarms.yml', 'Metrics and alarms', [
      ...HEAD,
      ...metricNames.map(metricRow),
      ...ALARMS,
      ...alarms.map(alarmRow),
      ...TAIL,
    ]),
  ),
});

const metricRow = (name: MetricName): string =>
  `| \`${name}\` | ${metricUnits[name]} | ${MEANS[name]} |`;

const alarmRow = ({ AlarmName, AlarmDescription, Namespace, MetricName }: DeclaredAlarm): string =>
  `| \`${AlarmName}\` | \`${Namespace === 'Trailwarden' ? MetricName : `${Namespace} ${MetricName}`}\` | ${AlarmDescription} |`;

const MEANS: Readonly<Record<MetricName, string>> = {
  Signals: 'events that reached the responder, each once in a batch',
  Checks: 'accounts × Regions that the responder was asked to look at',
  Looks: 'subjects that the responder looked at',
  Restorations: 'looks that put something back, read back as whole',
  RestorationFailures: 'looks after which something was still not as it must be',
  Escalations:
    'looks that need a person; a passing obstacle does not count. Each sweep counts the same need again while it lasts',
  Reports: 'events that are told and not undone',
  Attempts: 'tampering that AWS refused, and forged heartbeats',
  DeliveryTroubles:
    'looks at a trail that logs, but whose files, digests or messages do not all arrive',
  FoundBySweep:
    'scheduled looks that put something back, or found that a trail had stopped, without an event that told of it. A look that came just before its event counts too',
  SignalToRestored:
    'how long each restoration took, from the responder’s receipt of the signal to AWS’s last answer',
  TamperToRestored:
    'the same for restorations that an event told of, from the event’s own time (whole seconds of AWS’s clock) to AWS’s last answer on our clock',
  BlindSeconds: 'how long a trail did not log, for each look that closed such a window',
  HeartbeatLatency: 'how long each heartbeat that was heard took, from the call to the queue',
  HeartbeatSilent: 'places whose heartbeat left and was not heard in time; counted at each check',
  HeartbeatUnsent: 'places whose heartbeat could not leave',
  Throttles: 'reads and steps that AWS throttled, after the SDK’s own retries',
  Unreachable: 'looks and listings that failed for any other reason',
  ComingAgain: 'messages given back to the queue for another try',
  DeadLettered: 'messages that cannot be understood, set aside',
  SweepDuration:
    'the time from the first page of accounts to the last check asked for; only a sweep that came to its end has one',
  SweepChecks: 'accounts × Regions that a sweep asked for',
  PlacesGuarded: 'accounts × Regions that are guarded and heard, at the end of a sweep',
  PlacesSilent:
    'accounts × Regions whose events do not reach us: they have ticked and have not for 100 s, or they tick and no heartbeat was heard for 8 minutes. Counted each minute. There is no number when the sweeper took no ticks, or no account’s ticks came',
  PlacesBlind: 'accounts × Regions that are known to have no trail that meets the floor',
  PlacesUnreachable: 'accounts × Regions that could not be read',
  PlacesNotEnrolled: 'accounts × Regions in which our role could not be assumed',
  PlacesUnseen:
    'accounts × Regions that sweeps asked for and that had no look for two intervals, so that their state is unknown; closed accounts excepted',
  NoticesSent: 'notices that a channel accepted; several may be one message',
  NoticesAgain: 'notices whose try failed; they are tried again',
  NoticesDead:
    'notices that will never be delivered: the receiver refused their content, or they were given up',
  NoticeAge: 'age of the oldest notice that still waits after a round',
};

const HEAD = [
  'The metrics are in the namespace `Trailwarden` of the security account, in the home Region, without dimensions',
  '([why](decisions/0021-metrics.md)). Responder and sweeper write them into their logs, and CloudWatch makes metrics from the lines. The log',
  'line of the same moment names the account, Region and subject:',
  '',
  '```',
  'fields @timestamp, accountId, subject, outcome, why | filter kind = "decision" and outcome != "unchanged" | sort @timestamp desc',
  '```',
  '',
  'The dashboard `trailwarden` draws every metric and every alarm.',
  '',
  '| metric | unit | what it counts |',
  '| --- | --- | --- |',
];

const ALARMS = [
  '',
  'All `Places…` metrics except `PlacesSilent` count the whole organization at the end of each sweep. They count the last looks, because most',
  'looks of that sweep are still to come. An account that just joined is unseen for one interval. All other metrics are counted where they',
  'happen, and have no number when nothing happened.',
  '',
  '## Alarms',
  '',
  'All alarms go to `AlarmTopicArn`. Numbers that come with each sweep are judged hour by hour over `AlarmAfterHours`, which must hold two',
  'sweeps. Such an alarm begins within minutes, and ends that long after the last bad number, so that an hourly number does not make it flap.',
  '`trailwarden-no-sweep` and `trailwarden-deaf` begin when there is *no* number for that long, so they are red after the first deployment',
  'until a sweep and a heartbeat came. `trailwarden-place-silent` is judged minute by minute: it begins after three minutes with a silent place,',
  'or without a number.',
  '',
  '| alarm | of | what it means and what to do |',
  '| --- | --- | --- |',
];

const TAIL = [
  '',
  'Messages that wait in a member’s `trailwarden-undelivered` are not counted here. They are metrics of that account, which only CloudWatch',
  'cross-account observability would bring here; a heartbeat that does not arrive shows the same fault. An alarm says once that something is',
  'wrong; `trailwarden incidents list` says which incidents there are.',
];
