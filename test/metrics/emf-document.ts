import * as v from 'valibot';

/**
 * Reads a line of metrics by the rules of the specification. CloudWatch takes a line that breaks a rule
 * for an ordinary log line and reports no error, so this throws.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html
 */
export function readEmf(line: string): ReadonlyMap<string, EmfMetric> {
  const root = v.parse(DOCUMENT, JSON.parse(line));
  const [directive] = root._aws.CloudWatchMetrics;
  const found = directive.Metrics.map(({ Name, Unit }) => {
    const values = v.parse(TARGET, (root as Readonly<Record<string, unknown>>)[Name]);
    return [Name, { values: [values].flat(), unit: Unit }] as const;
  });
  return new Map(found);
}

export interface EmfMetric {
  readonly values: readonly number[];
  readonly unit: string;
}

const NAME = v.pipe(v.string(), v.minLength(1), v.maxLength(1_024));

/** [D] API_MetricDatum: values are finite, and there are no others. */
const VALUE = v.pipe(v.number(), v.finite());

const TARGET = v.union([VALUE, v.pipe(v.array(VALUE), v.minLength(1), v.maxLength(100))]);

const DIRECTIVE = v.strictObject({
  Namespace: v.pipe(NAME, v.regex(/^(?!AWS\/)[0-9A-Za-z./_#:-]+$/)),
  Dimensions: v.pipe(
    v.array(v.pipe(v.array(v.pipe(v.string(), v.minLength(1))), v.maxLength(30))),
    v.minLength(1),
  ),
  Metrics: v.pipe(
    v.array(v.strictObject({ Name: NAME, Unit: v.picklist(['Count', 'Milliseconds', 'Seconds']) })),
    v.minLength(1),
    v.maxLength(100),
  ),
});

const DOCUMENT = v.looseObject({
  _aws: v.strictObject({
    Timestamp: v.pipe(v.number(), v.integer()),
    CloudWatchMetrics: v.strictTuple([DIRECTIVE]),
  }),
});
