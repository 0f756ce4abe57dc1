import {
  CreateEventBusCommand,
  PutPermissionCommand,
  PutRuleCommand,
  PutTargetsCommand,
} from '@aws-sdk/client-eventbridge';
import { CreatePolicyCommand, CreateRoleCommand, PutRolePolicyCommand } from '@aws-sdk/client-iam';
import { CreateQueueCommand } from '@aws-sdk/client-sqs';
import type { ServiceClients } from '../../../../shared/aws/dependencies/service-clients';
import {
  aBusPart,
  aQueuePart,
  aRolePart,
  aRulePart,
  BOUNDARY,
} from '../../../builders/warden/parts';

const policy = (statement: object): string =>
  JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', ...statement }] });
const Tags = [{ Key: 'owner', Value: 'security' }];

/** One part of each kind, as the templates make it, in few words. */
export async function deployParts(clients: ServiceClients): Promise<void> {
  await deployRoles(clients);
  await deployQueue(clients);
  await deployBus(clients);
  await deployRule(clients);
}

async function deployRoles({ iam }: ServiceClients): Promise<void> {
  await iam.send(
    new CreatePolicyCommand({
      PolicyName: BOUNDARY.split('/')[1],
      PolicyDocument: policy({ Action: 'cloudtrail:*', Resource: '*' }),
    }),
  );
  const RoleName = 'trailwarden-reader';
  await iam.send(
    new CreateRoleCommand({
      RoleName,
      AssumeRolePolicyDocument: policy({
        Principal: { AWS: 'arn:aws:iam::222233334444:root' },
        Action: ['sts:AssumeRole'],
      }),
      Description: 'What people may read.',
      MaxSessionDuration: 7_200,
      PermissionsBoundary: BOUNDARY,
      Tags,
    }),
  );
  await iam.send(
    new PutRolePolicyCommand({
      RoleName,
      PolicyName: 'read',
      PolicyDocument: policy({ Action: ['cloudtrail:ListTags'], Resource: '*' }),
    }),
  );
}

async function deployQueue({ sqs }: ServiceClients): Promise<void> {
  const Policy = policy({
    Principal: { Service: 'events.amazonaws.com' },
    Action: 'sqs:SendMessage',
    Resource: aQueuePart().id,
    Condition: { ArnEquals: { 'aws:SourceArn': aRulePart().id } },
  });
  await sqs.send(
    new CreateQueueCommand({
      QueueName: 'trailwarden-undelivered',
      Attributes: { MessageRetentionPeriod: '1209600', SqsManagedSseEnabled: 'false', Policy },
    }),
  );
}

async function deployBus({ events }: ServiceClients): Promise<void> {
  await events.send(new CreateEventBusCommand({ Name: 'trailwarden' }));
  const Policy = policy({
    Sid: 'organization',
    Principal: '*',
    Action: 'events:PutEvents',
    Resource: aBusPart().id,
    Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-a1b2c3d4e5' } },
  });
  await events.send(new PutPermissionCommand({ EventBusName: 'trailwarden', Policy }));
  const onIt = { EventBusName: 'trailwarden', EventPattern: '{"source": ["aws.cloudtrail"]}' };
  for (const Name of ['trailwarden-signals', 'trailwarden-attempts', 'trailwarden-ticks']) {
    await events.send(new PutRuleCommand({ Name, ...onIt }));
  }
}

async function deployRule({ events }: ServiceClients): Promise<void> {
  await events.send(
    new PutRuleCommand({
      Name: 'trailwarden-forward',
      Description: 'Reports every change to a trail.',
      EventPattern: '{"source": ["aws.cloudtrail"], "detail": {"eventName": ["StopLogging"]}}',
      Tags,
    }),
  );
  await events.send(
    new PutTargetsCommand({
      Rule: 'trailwarden-forward',
      Targets: [
        {
          Id: 'security-account',
          Arn: aBusPart().id,
          RoleArn: aRolePart('trailwarden-forwarder-us-east-1').id,
          DeadLetterConfig: { Arn: aQueuePart().id },
        },
      ],
    }),
  );
}
