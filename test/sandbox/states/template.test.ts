import { DescribeStateMachineCommand } from '@aws-sdk/client-sfn';
import { ReceiveMessageCommand } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { security } from '../core/organization-under-test';
import { flow, roleArn, type StatesUnderTest, statesUnderTest } from './states-under-test';

let states: StatesUnderTest;

beforeAll(async () => {
  states = await statesUnderTest();
});
afterAll(() => states.close());

const machineOf = (properties: object): object => ({
  Type: 'AWS::StepFunctions::StateMachine',
  Properties: { RoleArn: roleArn, ...properties },
});

const deploy = (resources: object, stackName: string) =>
  states.deploy(JSON.stringify({ Resources: resources }), { stackName });

/** Where a template puts something in. */
const put = (name: string): string => `$\{${name}}`;

const arnOf = (name: string): string => `arn:aws:states:us-east-1:${security}:stateMachine:${name}`;

const definitionOf = async (name: string): Promise<unknown> => {
  const described = await states.sfn.send(
    new DescribeStateMachineCommand({ stateMachineArn: arnOf(name) }),
  );
  return JSON.parse(String(described.definition));
};

test('a template makes a machine of an object or a text, with what is put in', async () => {
  const says = (Result: unknown) => flow({ Only: { Type: 'Pass', Result, End: true } });
  await deploy(
    {
      Queue: { Type: 'AWS::SQS::Queue', Properties: { QueueName: 'put-in' } },
      Whole: machineOf({
        StateMachineName: 'whole',
        StateMachineType: 'STANDARD',
        LoggingConfiguration: { Level: 'ERROR' },
        Definition: says(`${put('Queue')} of ${put('Nobody')}`),
        DefinitionSubstitutions: { Queue: { 'Fn::GetAtt': ['Queue', 'Arn'] } },
        Tags: [{ Key: 'a', Value: '1' }],
      }),
      Text: machineOf({
        StateMachineName: 'text',
        DefinitionString: {
          'Fn::Sub': JSON.stringify(says(`${put('Whole')}, ${put('Whole.Name')}`)),
        },
      }),
    },
    'both',
  );
  const queue = `arn:aws:sqs:us-east-1:${security}:put-in`;
  expect(await definitionOf('whole')).toEqual(says(`${queue} of ${put('Nobody')}`));
  expect(await definitionOf('text')).toEqual(says(`${arnOf('whole')}, whole`));
});

test('a template with a bad definition or an express machine is refused', async () => {
  const pass = flow({ Only: { Type: 'Pass' } });
  await expect(deploy({ Bad: machineOf({ Definition: pass }) }, 'bad')).rejects.toThrow(
    "Exactly one of the fields 'Next', 'End' is required",
  );
  const express = machineOf({ Definition: pass, StateMachineType: 'EXPRESS' });
  await expect(deploy({ Express: express }, 'express')).rejects.toThrow('EXPRESS is not emulated');
});

test('EventBridge hears of every change of an execution', async () => {
  const name = 'changes';
  const queueArn = `arn:aws:sqs:us-east-1:${security}:${name}`;
  await deploy(
    {
      Queue: { Type: 'AWS::SQS::Queue', Properties: { QueueName: name } },
      Policy: {
        Type: 'AWS::SQS::QueuePolicy',
        Properties: {
          Queues: [{ Ref: 'Queue' }],
          PolicyDocument: {
            Statement: {
              Effect: 'Allow',
              Principal: { Service: 'events.amazonaws.com' },
              Action: 'sqs:SendMessage',
              Resource: queueArn,
            },
          },
        },
      },
      Rule: {
        Type: 'AWS::Events::Rule',
        DependsOn: 'Policy',
        Properties: {
          EventPattern: { source: ['aws.states'], detail: { status: ['RUNNING', 'FAILED'] } },
          Targets: [{ Id: 'queue', Arn: queueArn }],
        },
      },
      Machine: machineOf({
        StateMachineName: name,
        Definition: flow({ Only: { Type: 'Fail', Error: 'Mine' } }),
      }),
    },
    name,
  );
  await states.start(arnOf(name), { a: 1 });
  const heard: unknown[] = [];
  while (heard.length < 2) {
    const QueueUrl = `${states.sandbox.endpoint}/${security}/${name}`;
    const { Messages = [] } = await states
      .sqs()
      .send(new ReceiveMessageCommand({ QueueUrl, WaitTimeSeconds: 5 }));
    heard.push(...Messages.map(({ Body }) => JSON.parse(String(Body))));
  }
  expect(heard).toMatchObject([
    {
      source: 'aws.states',
      'detail-type': 'Step Functions Execution Status Change',
      detail: {
        stateMachineArn: arnOf(name),
        status: 'RUNNING',
        input: '{"a":1}',
        output: null,
        stopDate: null,
      },
    },
    { detail: { status: 'FAILED', error: 'Mine', redriveStatus: 'REDRIVABLE' } },
  ]);
});
