/** Organizations, IAM and account management answer, and are recorded, in one Region of a partition. [D] F13 */
export function globalRegionOf(partition: string): string {
  if (partition === 'aws-cn') return 'cn-north-1';
  if (partition === 'aws-us-gov') return 'us-gov-west-1';
  return 'us-east-1';
}
