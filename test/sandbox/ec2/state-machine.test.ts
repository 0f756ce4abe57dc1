import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { hooks } from '../../../services/sandbox';
import { security } from '../core/organization-under-test';
import { flow, type StatesUnderTest, statesUnderTest } from '../states/states-under-test';

let states: StatesUnderTest;

beforeAll(async () => {
  states = await statesUnderTest([{ Effect: 'Allow', Action: 'ec2:*', Resource: '*' }]);
});
afterAll(() => states.close());

const called = (action: string, Parameters: object) => {
  const Resource = `arn:aws:states:::aws-sdk:ec2:${action}`;
  return states.run(flow({ Call: { Type: 'Task', Resource, Parameters, End: true } }));
};

test('a machine speaks to EC2 in the words of the SDK, lists and answers too', async () => {
  const { world } = states.sandbox;
  const { id } = hooks.ec2.startInstance(world, { accountId: security, region: 'us-east-1' });
  await called('createTags', { Resources: [id], Tags: [{ Key: 'incident', Value: 'inc-1' }] });
  const Filters = [{ Name: 'tag:incident', Values: ['inc-1'] }];
  const { output } = await called('describeInstances', { Filters });
  expect(output).toMatchObject({
    Reservations: [{ Instances: [{ InstanceId: id, State: { Name: 'running' } }] }],
  });
  const attribute = { InstanceId: id, DisableApiTermination: { Value: true } };
  expect(await called('modifyInstanceAttribute', attribute)).toMatchObject({ status: 'SUCCEEDED' });
  expect(hooks.ec2.state(world).instances.get(id)?.disableApiTermination).toBe(true);
});

test('every error of EC2 has the one name that the SDK has for it', async () => {
  const ended = await called('stopInstances', { InstanceIds: ['i-0123456789abcdef0'] });
  expect(ended).toMatchObject({
    status: 'FAILED',
    error: 'Ec2.Ec2Exception',
    cause: expect.stringContaining("The instance ID 'i-0123456789abcdef0' does not exist"),
  });
});
