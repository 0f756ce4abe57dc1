/** The partition of a Region, as its name says; a Region that is not known is one of `aws`. */
export function partitionOf(region: string): string {
  if (region.startsWith('cn-')) return 'aws-cn';
  if (region.startsWith('us-gov-')) return 'aws-us-gov';
  if (region.startsWith('eusc-')) return 'aws-eusc';
  return 'aws';
}

/** The Region in which a service that a partition has once is called and recorded, as the SDK's endpoints say. */
export function globalRegionOf(partition: string, service = 'iam'): string {
  const isOfAccounts = service === 'organizations' || service === 'account';
  if (partition === 'aws-cn') return isOfAccounts ? 'cn-northwest-1' : 'cn-north-1';
  if (partition === 'aws-us-gov') return 'us-gov-west-1';
  if (partition === 'aws-eusc') return 'eusc-de-east-1';
  return 'us-east-1';
}

/** What the names of its endpoints end with. */
export function dnsSuffixOf(region: string): string {
  if (region.startsWith('cn-')) return 'amazonaws.com.cn';
  return region.startsWith('eusc-') ? 'amazonaws.eu' : 'amazonaws.com';
}
