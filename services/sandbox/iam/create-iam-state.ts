import { policyMade } from './policies';
import type { PolicyDocument } from './policy-document';
import type { IamState, ManagedPolicy } from './state';

const allow = (action: string | readonly string[]): PolicyDocument => ({
  Version: '2012-10-17',
  Statement: { Effect: 'Allow', Action: action, Resource: '*' },
});

const documents: Readonly<Record<string, PolicyDocument>> = {
  AdministratorAccess: allow('*'),
  'service-role/AWSLambdaBasicExecutionRole': allow([
    'logs:CreateLogGroup',
    'logs:CreateLogStream',
    'logs:PutLogEvents',
  ]),
  'service-role/AWSLambdaSQSQueueExecutionRole': allow([
    'sqs:ReceiveMessage',
    'sqs:DeleteMessage',
    'sqs:GetQueueAttributes',
    'logs:CreateLogGroup',
    'logs:CreateLogStream',
    'logs:PutLogEvents',
  ]),
  AWSCloudTrail_ReadOnlyAccess: allow([
    'cloudtrail:Get*',
    'cloudtrail:Describe*',
    'cloudtrail:List*',
    'cloudtrail:Lookup*',
  ]),
  AWSDenyAll: {
    Version: '2012-10-17',
    Statement: { Sid: 'DenyAll', Effect: 'Deny', Action: '*', Resource: '*' },
  },
};

export function createIamState(partition: string): IamState {
  return {
    rolesSettleMilliseconds: 0,
    roles: new Map(),
    deletedRoles: new Set(),
    users: new Map(),
    accessKeys: new Map(),
    managedPolicies: builtinPolicies(partition),
  };
}

/** The AWS-managed policies that exist here, by ARN; attaching any other one is refused. */
function builtinPolicies(partition: string): Map<string, ManagedPolicy> {
  const at = new Date('2015-02-06T18:39:46Z');
  return new Map(
    Object.entries(documents).map(([name, document]) => {
      const slash = name.lastIndexOf('/') + 1;
      const path = `/${name.slice(0, slash)}`;
      const policy = policyMade(
        { partition, accountId: 'aws', name: name.slice(slash), path, document },
        at,
      );
      return [policy.arn, policy];
    }),
  );
}
