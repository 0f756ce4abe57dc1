/** Dollars for one, in us-east-1, on demand, without any free tier. */
export interface Price {
  readonly what: string;
  readonly dollars: number;
  readonly per: number;
}

/**
 * List prices as known in November 2026, from memory and secondary sources where AWS's price pages could not
 * be read from here: look them up before you rely on the sum. CloudTrail: the first copy of management
 * events is free in each Region.
 */
export const prices = {
  lambdaGbSecond: { what: 'Lambda, arm64, GB-second', dollars: 0.0000133334, per: 1 },
  lambdaRequest: { what: 'Lambda, requests', dollars: 0.2, per: 1_000_000 },
  sqsRequest: { what: 'SQS, standard queue, requests', dollars: 0.4, per: 1_000_000 },
  tableWrite: { what: 'DynamoDB, write request units', dollars: 0.625, per: 1_000_000 },
  tableRead: { what: 'DynamoDB, read request units', dollars: 0.125, per: 1_000_000 },
  kmsCall: { what: 'KMS, requests of an HMAC key', dollars: 0.03, per: 10_000 },
  logGigabyte: { what: 'CloudWatch Logs, GB taken in', dollars: 0.5, per: 1 },
  busEvent: { what: 'EventBridge, events to another account’s bus', dollars: 1, per: 1_000_000 },
  secondCopy: { what: 'CloudTrail, second copy of a management event', dollars: 2, per: 100_000 },
} as const satisfies Readonly<Record<string, Price>>;

export type Usage = Readonly<Partial<Record<keyof typeof prices, number>>>;

export interface Cost extends Price {
  readonly count: number;
  readonly total: number;
}

export const costsOf = (usage: Usage): readonly Cost[] =>
  Object.entries(usage).map(([name, count]) => {
    const price = prices[name as keyof typeof prices];
    return { ...price, count, total: (count / price.per) * price.dollars };
  });
