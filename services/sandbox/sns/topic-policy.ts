import { isDeepStrictEqual } from 'node:util';
import {
  listOf,
  type PolicyDocument,
  type ResourcePolicy,
  type Statement,
} from '../iam/policy-document';
import { refuse } from './refusals';
import type { Topic } from './state';

/** What every topic begins with: its account alone. [D] sns-access-policy-use-cases */
export function defaultPolicy(arn: string, accountId: string): PolicyDocument {
  return {
    Version: '2008-10-17',
    Id: '__default_policy_ID',
    Statement: [
      {
        Sid: '__default_statement_ID',
        Effect: 'Allow',
        Principal: { AWS: '*' },
        Action: [
          'SNS:GetTopicAttributes',
          'SNS:SetTopicAttributes',
          'SNS:AddPermission',
          'SNS:RemovePermission',
          'SNS:DeleteTopic',
          'SNS:Subscribe',
          'SNS:ListSubscriptionsByTopic',
          'SNS:Publish',
        ],
        Resource: arn,
        Condition: { StringEquals: { 'AWS:SourceOwner': accountId } },
      },
    ],
  };
}

/** What a topic policy can grant. [D] sns-access-policy-language-api-permissions-reference */
const grantable = [
  'AddPermission',
  'DeleteTopic',
  'GetDataProtectionPolicy',
  'GetTopicAttributes',
  'ListSubscriptionsByTopic',
  'ListTagsForResource',
  'Publish',
  'PutDataProtectionPolicy',
  'Receive',
  'RemovePermission',
  'SetTopicAttributes',
  'Subscribe',
];

/** Refuses actions, without `SNS:`, that no topic policy can name: patterns too. [R] */
export function checkGrantable(names: readonly string[]): void {
  const known = (name: string) => grantable.some((one) => one.toLowerCase() === name.toLowerCase());
  if (names.every(known)) return;
  throw refuse.invalidParameter('Policy statement action out of service scope!');
}

export function documentOf(topic: Topic): PolicyDocument {
  return JSON.parse(topic.attributes.get('Policy') ?? '{"Statement":[]}');
}

export function policyOfTopic(topic: Topic): ResourcePolicy {
  return { ownerAccountId: topic.accountId, document: documentOf(topic) };
}

export function addStatement(topic: Topic, statement: Statement): void {
  const document = documentOf(topic);
  const statements = listOf(document.Statement);
  const known = statements.find(({ Sid }) => Sid === statement.Sid);
  // The very same again is no error. [R]
  if (isDeepStrictEqual(known, statement)) return;
  if (known !== undefined) {
    throw refuse.invalidParameter('Statement already exists');
  }
  put(topic, { ...document, Statement: [...statements, statement] });
}

/** A label that no statement has changes nothing. */
export function removeStatement(topic: Topic, label: string): void {
  const document = documentOf(topic);
  put(topic, {
    ...document,
    Statement: listOf(document.Statement).filter(({ Sid }) => Sid !== label),
  });
}

function put(topic: Topic, document: PolicyDocument): void {
  topic.attributes.set('Policy', JSON.stringify(document));
}
