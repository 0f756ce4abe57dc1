/** The name of a subject's type in CloudFormation, and in Security Hub where it knows the type. */
export interface SubjectType {
  readonly cloudFormation: string;
  readonly securityHub: string;
}

/** The type by the beginning of the ARN; a subject that is no resource counts as its account. */
export function subjectType({ subjectId }: { readonly subjectId: string }): SubjectType {
  const [, , service = '', , , resource = ''] = subjectId.split(':');
  const found = TYPES.find(([of, begins]) => of === service && resource.startsWith(begins));
  const [, , cloudFormation = 'AWS::Account', securityHub = 'Other'] = found ?? [];
  return { cloudFormation, securityHub };
}

/** [D] securityhub/latest/userguide/asff-resources: a type that is not in the list is `Other`. */
const TYPES: readonly (readonly [string, string, string, string])[] = [
  ['cloudtrail', 'trail/', 'AWS::CloudTrail::Trail', 'AwsCloudTrailTrail'],
  ['s3', '', 'AWS::S3::Bucket', 'AwsS3Bucket'],
  ['kms', 'key/', 'AWS::KMS::Key', 'AwsKmsKey'],
  ['logs', 'log-group', 'AWS::Logs::LogGroup', 'Other'],
  ['sns', '', 'AWS::SNS::Topic', 'AwsSnsTopic'],
  ['organizations', 'policy/', 'AWS::Organizations::Policy', 'Other'],
  ['organizations', '', 'AWS::Organizations::Organization', 'Other'],
  ['events', 'event-bus/', 'AWS::Events::EventBus', 'AwsEventsEventbus'],
  ['events', 'rule/', 'AWS::Events::Rule', 'Other'],
  ['iam', 'role/', 'AWS::IAM::Role', 'AwsIamRole'],
  ['sqs', '', 'AWS::SQS::Queue', 'AwsSqsQueue'],
];
