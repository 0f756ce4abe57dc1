/** Where AWS keeps a queue, for drills; an endpoint of one's own goes by the path alone. */
export function queueUrl(arn: string): string {
  const [, partition, , region, accountId, name] = arn.split(':');
  const suffix = partition === 'aws-cn' ? 'amazonaws.com.cn' : 'amazonaws.com';
  return `https://sqs.${region}.${suffix}/${accountId}/${name}`;
}
