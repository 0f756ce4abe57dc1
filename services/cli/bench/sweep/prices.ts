/** Dollars for so many of one thing, in us-east-1, on demand, without any free tier. */
export interface Price {
  readonly what: string;
  readonly dollars: number;
  readonly per: number;
  /** Where the price was read, and when. `[K]`: known, and in no page that could be read here. */
  readonly source: string;
}

const LAMBDA = 'git.mcrn.ar/mariano lambda-13-cost; 2026-12-01';
const TABLE = 'airbyte.com dynamodb-pricing, after the reduction of November 2024; 2026-12-01';
const WATCH = 'factualminds.com amazon-cloudwatch-pricing (June 2026), signoz.io; 2026-12-01';
const BUS = 'cloudburn.io amazon-eventbridge-pricing (March 2026); 2026-12-01';

/**
 * The one list of prices. AWS's own price pages hold their figures in tables that could not be read here, so these are
 * what other pages say of them: look them up before you rely on a sum. CloudTrail: the first copy of management events
 * is free in each Region.
 */
export const prices = {
  lambdaGbSecond: price('Lambda, arm64, GB-second', 0.0000133334, 1, LAMBDA),
  lambdaRequest: price('Lambda, requests', 0.2, 1_000_000, LAMBDA),
  sqsRequest: price('SQS, standard queue, requests', 0.4, 1_000_000, '[K]'),
  tableWrite: price('DynamoDB, write request units', 0.625, 1_000_000, TABLE),
  tableRead: price('DynamoDB, read request units', 0.125, 1_000_000, TABLE),
  kmsCall: price('KMS, requests', 0.03, 10_000, '[K]'),
  logGigabyte: price('CloudWatch Logs, GB taken in', 0.5, 1, WATCH),
  busEvent: price('EventBridge, events to another account’s bus', 1, 1_000_000, BUS),
  alarm: price('CloudWatch, alarms', 0.1, 1, '[K]'),
  metric: price('CloudWatch, custom metrics, in months', 0.3, 1, WATCH),
  dashboard: price('CloudWatch, dashboards', 3, 1, WATCH),
  key: price('KMS, keys', 1, 1, '[K]'),
  secondCopy: price('CloudTrail, second copy of a management event', 2, 100_000, '[K]'),
} as const satisfies Readonly<Record<string, Price>>;

function price(what: string, dollars: number, per: number, source: string): Price {
  return { what, dollars, per, source };
}

export type Usage = Readonly<Partial<Record<keyof typeof prices, number>>>;

export interface Cost extends Price {
  readonly count: number;
  readonly total: number;
}

export const costsOf = (usage: Usage): readonly Cost[] =>
  Object.entries(usage).map(([name, count]) => {
    const each = prices[name as keyof typeof prices];
    return { ...each, count, total: (count / each.per) * each.dollars };
  });

export const sumOf = (usage: Usage): number =>
  costsOf(usage).reduce((sum, { total }) => sum + total, 0);
