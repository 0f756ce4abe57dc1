import type { PolicyDocument } from './policy-document';

const allow = (action: string | readonly string[]): PolicyDocument => ({
  Version: '2012-10-17',
  Statement: { Effect: 'Allow', Action: action, Resource: '*' },
});

/** The AWS-managed policies that exist here; attaching any other one is refused. */
export const builtinPolicies: ReadonlyMap<string, PolicyDocument> = new Map([
  ['arn:aws:iam::aws:policy/AdministratorAccess', allow('*')],
  [
    'arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole',
    allow(['logs:CreateLogGroup', 'logs:CreateLogStream', 'logs:PutLogEvents']),
  ],
  [
    'arn:aws:iam::aws:policy/service-role/AWSLambdaSQSQueueExecutionRole',
    allow([
      'sqs:ReceiveMessage',
      'sqs:DeleteMessage',
      'sqs:GetQueueAttributes',
      'logs:CreateLogGroup',
      'logs:CreateLogStream',
      'logs:PutLogEvents',
    ]),
  ],
  [
    'arn:aws:iam::aws:policy/AWSCloudTrail_ReadOnlyAccess',
    allow(['cloudtrail:Get*', 'cloudtrail:Describe*', 'cloudtrail:List*', 'cloudtrail:Lookup*']),
  ],
]);
