import { type Measurements, type MetricName, metricUnits, NAMESPACE } from './metrics';

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
