/** [D] AWS-logs-and-resource-policy, the services that deliver to buckets by policy. */
export const LOG_DELIVERIES: readonly string[] = [
  'cloudtrail.amazonaws.com',
  'config.amazonaws.com',
  'delivery.logs.amazonaws.com',
  'logging.s3.amazonaws.com',
  'logdelivery.elasticloadbalancing.amazonaws.com',
];
