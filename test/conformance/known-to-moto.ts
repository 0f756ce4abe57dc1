interface Resource {
  readonly Type: string;
  readonly Condition?: string;
}

// AWS makes all of them. moto 5.2.5 does not know these resource types and skips them without an error.
const TYPES_MOTO_LACKS = [
  'AWS::CloudFormation::StackSet',
  'AWS::CloudWatch::Alarm',
  'AWS::Events::EventBusPolicy',
  'AWS::Logs::SubscriptionFilter',
  'AWS::S3::BucketPolicy',
  'AWS::SQS::QueuePolicy',
];

/** Conditions of what an organization has to ask for. */
const OPT_IN = /^Has(Bucket|Containment|Login|Playbooks)/;

/** Logical ids, in order, of what a central stack has by default and moto can make. */
export const knownToMoto = (resources: Readonly<Record<string, Resource>>): readonly string[] =>
  Object.entries(resources)
    .filter(([, { Type }]) => !TYPES_MOTO_LACKS.includes(Type))
    .filter(([, { Condition }]) => !OPT_IN.test(Condition ?? ''))
    .map(([id]) => id)
    .sort();
