import { accountText } from '../../domain/account-text';
import type { Incident } from '../../domain/incident';
import { isContained, isOfLogin, loginStanding } from '../../domain/login-standing';
import { fightText, headlineOf } from '../../tampering/guidance/headline';
import { blindText } from './sections/at-a-glance';
import { whoText } from './who-text';

/** The incident in a few sentences, for forms that have one field for it. */
export function summary(incident: Incident): string {
  if (isOfLogin(incident)) return loginSummary(incident);
  const escalation = fightText(incident) ?? incident.escalation;
  return [
    headlineOf(incident),
    `In account ${accountText(incident)}, ${incident.region}: ${incident.state}.`,
    `Blind: ${blindText(incident)}.`,
    `Who: ${whoText(incident)}.`,
    ...(escalation ? [escalation] : []),
  ].join(' ');
}

function loginSummary(incident: Incident): string {
  const { decision, findings = [], custody } = incident.loginRun ?? {};
  return [
    headlineOf(incident),
    `In account ${accountText(incident)}, ${incident.region}.`,
    loginStanding(incident),
    `Who: ${whoText(incident)}.`,
    ...(decision ? [`Decided ${decision.verdict}: ${decision.sentence}`] : []),
    ...(isContained(incident) ? ['The machine is contained.'] : []),
    ...(findings.length > 0 ? [`${findings.length} findings: ${findings[0]}`] : []),
    ...(custody ? [`${custody.items.length} items in custody.`] : []),
  ].join(' ');
}

/** The newest time on the incident: a copy with an older one is older. */
export const changedAt = ({
  lastSeenAt,
  restoredAt,
  acknowledgement,
  dark,
  again,
  unansweredSince,
  ask,
  playbook,
}: Incident): string =>
  [
    lastSeenAt,
    ask?.askedAt,
    ask?.ended?.at,
    playbook?.endedAt,
    restoredAt,
    acknowledgement?.at,
    dark?.at,
    again?.at,
    unansweredSince,
  ]
    .filter((at) => at !== undefined)
    .sort()
    .at(-1) ?? lastSeenAt;

/** The name of a subject's type in CloudFormation, and in Security Hub where it knows the type. */
interface SubjectType {
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
  ['ec2', 'instance/', 'AWS::EC2::Instance', 'AwsEc2Instance'],
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

/** The address, if it is one: a record may name a service instead, or `AWS Internal`. */
export const asIp = (said: string | undefined): string | undefined =>
  said !== undefined && (IPV4.test(said) || IPV6.test(said)) ? said : undefined;

export const isIpv4 = (said: string): boolean => IPV4.test(said);

const IPV4 = /^(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)(?:\.|$)){4}$/;
const IPV6 = /^(?=.*:.*:)[0-9A-Fa-f:.]{2,45}$/;
