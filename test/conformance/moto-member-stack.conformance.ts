import { EventBridgeClient, ListTargetsByRuleCommand } from '@aws-sdk/client-eventbridge';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { stepCalls } from '../../shared/domain/step';
import { connection, type Keys } from './connection';
import { deployMemberStack } from './deploy-member-stack';
import { inAccount } from './in-account';
import { rolePolicy } from './role-policy';
import { stackResources } from './stack-resources';
import type { Started } from './start-child';
import { startMoto } from './start-moto';

// The member template in moto's CloudFormation, in the home Region and in another one. moto has no
// StackSet in a template, so it is put there by hand.

const SECURITY = '222233334444';
const MEMBER = '444455556666';

let moto: Started;
let member: Keys;

beforeAll(async () => {
  moto = await startMoto();
  const { endpoint } = moto;
  member = await inAccount(endpoint, MEMBER);
  for (const region of ['us-east-1', 'eu-west-1']) {
    await deployMemberStack({ endpoint, keys: member, region, securityAccountId: SECURITY });
  }
});

afterAll(() => moto?.close());

test('a member has its guard role once, and a rule that forwards in every Region', async () => {
  const stack = { endpoint: moto.endpoint, keys: member, name: 'trailwarden-member' };
  const atHome = await stackResources({ ...stack, region: 'us-east-1' });
  const elsewhere = await stackResources({ ...stack, region: 'eu-west-1' });
  const everywhere = ['ForwardRule', 'ForwarderRole', 'UndeliveredQueue'];
  expect(elsewhere).toEqual(everywhere);
  expect(atHome).toEqual([...everywhere, 'GuardRole', 'ReaderRole'].sort());
});

test('the rule of a member in another Region forwards to the bus of the home Region', async () => {
  const client = new EventBridgeClient(connection(moto.endpoint, member, 'eu-west-1'));
  const { Targets } = await client.send(
    new ListTargetsByRuleCommand({ Rule: 'trailwarden-forward' }),
  );
  client.destroy();
  expect(Targets).toMatchObject([
    {
      Arn: `arn:aws:events:us-east-1:${SECURITY}:event-bus/trailwarden`,
      RoleArn: `arn:aws:iam::${MEMBER}:role/trailwarden-forwarder-eu-west-1`,
      DeadLetterConfig: { Arn: `arn:aws:sqs:eu-west-1:${MEMBER}:trailwarden-undelivered` },
    },
  ]);
});

test('the guard role of a member may change nothing but start its own trails', async () => {
  const { endpoint } = moto;
  const of = { endpoint, keys: member, role: 'trailwarden-guard', policy: 'allow-list' };
  const [steps] = (await rolePolicy(of)).filter(({ Sid }) => Sid === 'Steps');
  expect(steps).toMatchObject({
    Action: [...stepCalls].sort(),
    Resource: `arn:aws:cloudtrail:*:${MEMBER}:trail/*`,
  });
});
