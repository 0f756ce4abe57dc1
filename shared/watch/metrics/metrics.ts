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
