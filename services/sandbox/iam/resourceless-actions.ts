/**
 * Actions that know no resource, although the call names one: an Allow on an ARN does not match, only one on `*`
 * does. The rest of their kind give `*` themselves. [D] service authorization reference; the conformance suite
 * `rights` compares it with every action of the sandbox.
 */
const resourceless = new Set(
  [
    'events:PutPermission',
    'events:RemovePermission',
    'iam:ListRoles',
    'logs:DescribeLogGroups',
    'organizations:DeleteResourcePolicy',
    'organizations:DescribeResourcePolicy',
    'sns:GetSubscriptionAttributes',
    'sns:ListTopics',
    'sns:SetSubscriptionAttributes',
    'sns:Unsubscribe',
  ].map((action) => action.toLowerCase()),
);

export const isResourceless = (action: string): boolean => resourceless.has(action.toLowerCase());
