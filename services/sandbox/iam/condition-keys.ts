/** Keys the request context fills in, or knows to be absent. A policy with any other key is refused. */
const known = new Set(
  [
    'aws:PrincipalArn',
    'aws:PrincipalAccount',
    'aws:PrincipalOrgID',
    'aws:PrincipalType',
    'aws:PrincipalIsAWSService',
    'aws:PrincipalServiceName',
    'aws:SourceArn',
    'aws:SourceAccount',
    'aws:SourceOrgID',
    'aws:RequestedRegion',
    'aws:TokenIssueTime',
    'aws:SecureTransport',
    'aws:ViaAWSService',
    'aws:ResourceAccount',
    'aws:ResourceOrgID',
    'aws:userid',
    'aws:username',
    'sts:RoleSessionName',
    'sts:ExternalId',
    'sts:SourceIdentity',
    'aws:SourceIdentity',
    'account:AlternateContactTypes',
    'account:TargetRegion',
    'iam:AssociatedResourceArn',
    'iam:AWSServiceName',
    'iam:PassedToService',
    'iam:PermissionsBoundary',
    'iam:PolicyARN',
    'lambda:FunctionArn',
    'dynamodb:Attributes',
    'dynamodb:LeadingKeys',
    'events:source',
    'events:detail-type',
    'events:eventBusInvocation',
    'ec2:CreateAction',
    'ec2:RoleDelivery',
    'ec2:SourceInstanceARN',
    'aws:Ec2InstanceSourcePrivateIPv4',
    'aws:Ec2InstanceSourceVpc',
    'organizations:PolicyType',
    'organizations:ServicePrincipal',
    'securityhub:TargetAccount',
  ].map((key) => key.toLowerCase()),
);

/** Condition keys match without regard to case [D reference_policies_elements_condition]. */
export function isKnownConditionKey(key: string): boolean {
  return known.has(key.toLowerCase());
}

/** Condition keys of one request, e.g. `aws:PrincipalOrgID`. A key that is absent is absent from the request. */
export type ConditionContext = Readonly<Record<string, string | readonly string[] | undefined>>;
