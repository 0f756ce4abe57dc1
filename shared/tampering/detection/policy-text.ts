/** A policy of one statement, for drills. */
export const policyText = (statement: object): string =>
  JSON.stringify({ Version: '2012-10-17', Statement: [statement] });

interface Resource {
  readonly arn: string;
  readonly accountId: string;
}

/** A policy in which the account may do this, and CloudTrail may not. */
export const ownersOnly = (
  { arn, accountId }: Resource,
  allowed: { readonly Action: string; readonly Resource: string },
): string =>
  policyText({
    Effect: 'Allow',
    Principal: { AWS: `arn:${arn.split(':')[1] ?? 'aws'}:iam::${accountId}:root` },
    ...allowed,
  });
