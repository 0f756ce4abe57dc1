import { expect, test } from '@jest/globals';
import { readTemplate } from '../../../shared/deployment/template/read-template';
import { resolveTemplate } from '../../../shared/deployment/template/resolve-template';

const template = readTemplate(`
Parameters:
  HomeRegion: { Type: String }
Conditions:
  IsHome: !Equals [!Ref HomeRegion, !Ref AWS::Region]
Resources:
  Rule:
    Type: AWS::Events::Rule
    Properties:
      Name: signals
      Targets: [{ Id: queue, Arn: !GetAtt Queue.Arn, RoleArn: !If [IsHome, !Ref Role, !Ref AWS::NoValue] }]
  Queue:
    Type: AWS::SQS::Queue
    Properties: { QueueName: !Sub 'signals-\${AWS::AccountId}' }
  Role:
    Type: AWS::IAM::Role
    Condition: IsHome
    Properties: { ManagedPolicyArns: [!Sub 'arn:\${AWS::Partition}:iam::aws:policy/Reader'] }
`);

const place = {
  accountId: '111122223333',
  region: 'eu-west-1',
  partition: 'aws',
  urlSuffix: 'amazonaws.com',
  stackName: 'member',
  stackId: 'arn:aws:cloudformation:eu-west-1:111122223333:stack/member/1',
};

const properties = (HomeRegion: string, more = {}) =>
  Object.fromEntries(
    [...resolveTemplate({ template, parameters: { HomeRegion }, place, ...more })].map(
      ([id, resource]) => [id, resource.properties],
    ),
  );

test('what a place has, with its account, Region and partition filled in', () => {
  expect(properties('eu-west-1')).toEqual({
    Rule: { Name: 'signals', Targets: [{ Id: 'queue', Arn: 'Queue.Arn', RoleArn: 'Role' }] },
    Queue: { QueueName: 'signals-111122223333' },
    Role: { ManagedPolicyArns: ['arn:aws:iam::aws:policy/Reader'] },
  });
});

test('what its conditions leave out is not there', () => {
  const { Role, Rule } = properties('us-east-1');
  expect(Role).toBeUndefined();
  expect(Rule).toEqual({ Name: 'signals', Targets: [{ Id: 'queue', Arn: 'Queue.Arn' }] });
});

test('a caller that knows the ARNs gives them', () => {
  const made = {
    ref: () => 'a-name',
    attribute: (id: string) => `arn:of:${id}`,
    importValue: () => undefined,
  };
  expect(properties('us-east-1', { made }).Rule).toEqual({
    Name: 'signals',
    Targets: [{ Id: 'queue', Arn: 'arn:of:Queue' }],
  });
});
