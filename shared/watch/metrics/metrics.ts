/**
 * Every metric that Trailwarden emits, in the namespace `Trailwarden` and with its unit. None has a dimension: each
 * value of a dimension would be a metric of its own, with its own price and alarm. The log line of the same moment
 * names the account. docs/metrics.md says what each means.
 */
export const metricUnits = {
  // The responder, at the end of each batch
  Signals: 'Count',
  Checks: 'Count',
  Looks: 'Count',
  Restorations: 'Count',
  RestorationFailures: 'Count',
  Escalations: 'Count',
  Reports: 'Count',
  Attempts: 'Count',
  DeliveryTroubles: 'Count',
  FoundBySweep: 'Count',
  SignalToRestored: 'Milliseconds',
  TamperToRestored: 'Milliseconds',
  BlindSeconds: 'Seconds',
  HeartbeatLatency: 'Milliseconds',
  HeartbeatSilent: 'Count',
  HeartbeatUnsent: 'Count',
  Throttles: 'Count',
  Unreachable: 'Count',
  ComingAgain: 'Count',
  DeadLettered: 'Count',
  // The sweeper, at the end of each sweep
  SweepDuration: 'Seconds',
  SweepChecks: 'Count',
  PlacesGuarded: 'Count',
  PlacesBlind: 'Count',
  PlacesUnreachable: 'Count',
  PlacesNotEnrolled: 'Count',
  PlacesUnseen: 'Count',
  // The sweeper, each minute
  PlacesSilent: 'Count',
  // The notifier, at the end of each round
  NoticesSent: 'Count',
  NoticesAgain: 'Count',
  NoticesDead: 'Count',
  NoticeAge: 'Seconds',
} as const;

export type MetricName = keyof typeof metricUnits;

export const metricNames = Object.keys(metricUnits) as readonly MetricName[];

/**
 * The measurements: every value apart, so that CloudWatch can tell percentiles. Without values nothing is emitted.
 */
export type Measurements = Readonly<Partial<Record<MetricName, readonly number[]>>>;

export const NAMESPACE = 'Trailwarden';

/**
 * Measurements as lines of CloudWatch's embedded metric format, one JSON document each; no line when nothing was
 * measured. Logs makes metrics from them without any call.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html
 */
export function metricLines(measured: Measurements, at: Date): readonly string[] {
  const metrics = Object.entries(measured) as readonly (readonly [MetricName, readonly number[]])[];
  const longest = Math.max(0, ...metrics.map(([, values]) => values.length));
  const blobs = Math.ceil(longest / MOST_VALUES);
  return Array.from({ length: blobs }, (_, blob) => {
    const from = blob * MOST_VALUES;
    const some = metrics
      .map(([name, values]) => [name, values.slice(from, from + MOST_VALUES)] as const)
      .filter(([, values]) => values.length > 0);
    return line(some, at);
  });
}

/** [D] A metric target may hold no more than 100 values. */
const MOST_VALUES = 100;

const line = (metrics: readonly (readonly [MetricName, readonly number[]])[], at: Date): string =>
  JSON.stringify({
    _aws: {
      Timestamp: at.getTime(),
      CloudWatchMetrics: [
        {
          Namespace: NAMESPACE,
          Dimensions: [[]],
          Metrics: metrics.map(([Name]) => ({ Name, Unit: metricUnits[Name] })),
        },
      ],
    },
    ...Object.fromEntries(metrics),
  });
