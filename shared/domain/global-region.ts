/**
 * The Region of a partition in which a service answers, and is recorded, that is there once: IAM, Organizations, account
 * management. China has Organizations and accounts in another one than IAM. [D] F13; the SDK's own endpoint rules say it
 */
export function globalRegionOf(partition: string, service = 'iam'): string {
  const isOfAccounts = service === 'organizations' || service === 'account';
  if (partition === 'aws-cn') return isOfAccounts ? 'cn-northwest-1' : 'cn-north-1';
  if (partition === 'aws-us-gov') return 'us-gov-west-1';
  if (partition === 'aws-eusc') return 'eusc-de-east-1';
  return 'us-east-1';
}

/** What the names of a Region's endpoints end with. */
export function dnsSuffixOf(region: string): string {
  if (region.startsWith('cn-')) return 'amazonaws.com.cn';
  return region.startsWith('eusc-') ? 'amazonaws.eu' : 'amazonaws.com';
}
