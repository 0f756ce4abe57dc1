/**
 * What people call it, of the ARN of any subject, beside its kind, account and Region: without what those say
 * already. A rule of another bus than the default keeps the name of its bus.
 *
 *   arn:aws:logs:us-east-1:111122223333:log-group:/aws/cloudtrail   /aws/cloudtrail
 *   arn:aws:account::111122223333:account                           account
 *   arn:aws:events:us-east-1:111122223333:rule/forward              rule/forward
 */
export function shortName(arn: string): string {
  const [, , service = '', , , ...rest] = arn.split(':');
  const resource = rest.join(':');
  return resource.replace(LEADING[service] ?? /^$/, '') || arn;
}

/** The parts that the kind implies already. */
const LEADING: Readonly<Record<string, RegExp>> = {
  cloudtrail: /^trail\//,
  kms: /^key\//,
  logs: /^log-group:/,
  organizations: /^policy\/[^/]+\/[^/]+\//,
};
