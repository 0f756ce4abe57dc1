import {
  DescribeRuleCommand,
  EventBridgeClient,
  ListTargetsByRuleCommand,
} from '@aws-sdk/client-eventbridge';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { stepCalls } from '../../shared/domain/step';
import { allowedActions } from '../templates/allowed-actions';
import { permissionOfCall } from '../templates/iam-names';
import { readTemplate } from '../templates/read-template';
import { connection, type Keys } from './connection';
import { deployMemberStack } from './deploy-member-stack';
import { inAccount } from './in-account';
import { actionsOf, rolePolicy } from './role-policy';
import { stackResources } from './stack-resources';
import type { Started } from './start-child';
import { startMoto } from './start-moto';
import { ROOT } from './tools';

// The member template in moto's CloudFormation, in the home Region and in another one. moto has no
// StackSet in a template, so it is put there by hand.

const SECURITY = '222233334444';
const MEMBER = '444455556666';

// One account that is everything: each condition of the template holds in it.
const BUCKET = 'trailwarden-logs';
const KEY = `arn:aws:kms:us-east-1:${SECURITY}:key/11111111-2222-4333-8444-555555555555`;
const LOG_GROUP = 'trail';
const TOPIC = `arn:aws:sns:us-east-1:${SECURITY}:trail-files`;
const POLICY = `arn:aws:organizations::${SECURITY}:policy/o-a1b2c3d4e5/service_control_policy/p-a1b2c3d4`;
const ROLE = 'arn:aws:iam::*:role/trail-logs';
const everything = {
  ManagementAccountId: SECURITY,
  LogArchiveAccountId: SECURITY,
  ProtectedBuckets: BUCKET,
  ProtectedKeys: KEY,
  ProtectedLogGroup: LOG_GROUP,
  ProtectedTopics: TOPIC,
  ProtectedPolicies: POLICY,
  PassedRoles: ROLE,
};

let moto: Started;
let member: Keys;
let security: Keys;

beforeAll(async () => {
  moto = await startMoto();
  const { endpoint } = moto;
  member = await inAccount(endpoint, MEMBER);
  security = await inAccount(endpoint, SECURITY);
  const [home, other] = ['us-east-1', 'eu-west-1'];
  const of = { endpoint, securityAccountId: SECURITY };
  await deployMemberStack({ ...of, keys: member, region: home });
  await deployMemberStack({ ...of, keys: member, region: other });
  await deployMemberStack({ ...of, keys: security, region: home, guarded: everything });
});

afterAll(() => moto?.close());

const EVERYWHERE = [
  'ForwardAdjacentRule',
  'ForwardRule',
  'ForwardWardenRule',
  'ForwardWatchRule',
  'ForwarderBoundary',
  'ForwarderRole',
  'UndeliveredQueue',
];
const AT_HOME = ['Boundary', 'GuardRole', 'ReaderRole', 'SpareRole'];
const WHERE_THE_WORLD_IS_RECORDED = ['ForwardOrganizationRule', 'ForwardRoleRule'];
const WHERE_THINGS_ARE_PROTECTED = [
  'ForwardBucketRule',
  'ForwardKeyRule',
  'ForwardLogGroupRule',
  'ForwardTopicRule',
];

test('a member has its roles once, and rules that forward in every Region', async () => {
  const stack = { endpoint: moto.endpoint, keys: member, name: 'trailwarden-member' };
  const atHome = await stackResources({ ...stack, region: 'us-east-1' });
  const elsewhere = await stackResources({ ...stack, region: 'eu-west-1' });
  expect(elsewhere).toEqual(EVERYWHERE);
  expect(atHome).toEqual([...EVERYWHERE, ...AT_HOME, ...WHERE_THE_WORLD_IS_RECORDED].sort());
});

test('an account that owns what is protected forwards changes of it as well', async () => {
  const stack = { endpoint: moto.endpoint, keys: security, name: 'trailwarden-member' };
  expect(await stackResources({ ...stack, region: 'us-east-1' })).toEqual(
    [
      ...EVERYWHERE,
      ...AT_HOME,
      ...WHERE_THE_WORLD_IS_RECORDED,
      ...WHERE_THINGS_ARE_PROTECTED,
    ].sort(),
  );
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

test('the rule for the log group names it in each way that the API takes', async () => {
  const client = new EventBridgeClient(connection(moto.endpoint, security));
  const rule = await client.send(
    new DescribeRuleCommand({ Name: 'trailwarden-forward-log-group' }),
  );
  client.destroy();
  expect(JSON.parse(rule.EventPattern ?? '')).toMatchObject({
    detail: {
      $or: [
        { requestParameters: { logGroupName: [LOG_GROUP] } },
        {
          requestParameters: {
            logGroupIdentifier: [LOG_GROUP, { wildcard: '*:log-group:trail*' }],
          },
        },
        {
          requestParameters: {
            resourceIdentifier: [LOG_GROUP, { wildcard: '*:log-group:trail*' }],
          },
        },
      ],
    },
  });
});

const guardOf = (keys: Keys) =>
  rolePolicy({ endpoint: moto.endpoint, keys, role: 'trailwarden-guard', policy: 'allow-list' });

const template = readTemplate(`${ROOT}/services/member/template.yml`);

test('where everything is, the guard role may take every step, and what the template says', async () => {
  const allowed = actionsOf(await guardOf(security));
  expect(allowed).toEqual(expect.arrayContaining(stepCalls.map(permissionOfCall)));
  expect(allowed).toEqual(allowedActions(template, 'trailwarden-guard'));
});

test('the guard role may change what is protected and nothing beside it', async () => {
  const statements = await guardOf(security);
  const resourcesOf = (sid: string) => statements.find(({ Sid }) => Sid === sid)?.Resource;
  expect(resourcesOf('Steps')).toBe(`arn:aws:cloudtrail:*:${SECURITY}:trail/*`);
  expect(resourcesOf('Buckets')).toEqual([`arn:aws:s3:::${BUCKET}`]);
  expect([resourcesOf('Keys')].flat()).toEqual([KEY]);
  expect([resourcesOf('Topics')].flat()).toEqual([TOPIC]);
  expect(resourcesOf('LogGroup')).toEqual([
    `arn:aws:logs:*:${SECURITY}:log-group:${LOG_GROUP}`,
    `arn:aws:logs:*:${SECURITY}:log-group:${LOG_GROUP}:*`,
  ]);
});

test('the guard role of a member that owns nothing protected may change trails, Regions and our own parts', async () => {
  const statements = await guardOf(member);
  const steps = new Set(stepCalls.map(permissionOfCall));
  const changing = statements.filter((each) => actionsOf([each]).some((call) => steps.has(call)));
  expect(changing.map(({ Sid }) => Sid)).toEqual([
    'Steps',
    'Regions',
    'OwnRules',
    'OwnQueues',
    'OwnRoles',
    'TrustOfOwnRoles',
  ]);
  expect(changing[0]?.Resource).toBe(`arn:aws:cloudtrail:*:${MEMBER}:trail/*`);
});

test('the spare may do nothing but put the guard back', async () => {
  const { endpoint } = moto;
  const of = { endpoint, keys: member, role: 'trailwarden-spare', policy: 'put-the-guard-back' };
  const statements = await rolePolicy(of);
  expect(actionsOf(statements)).toEqual(allowedActions(template, 'trailwarden-spare'));
  const changing = statements.filter(
    ({ Sid }) => !/^LookAtOwn(Roles|Boundaries)$/.test(String(Sid)),
  );
  const guard = `arn:aws:iam::${MEMBER}:role/trailwarden-guard`;
  expect(changing.map(({ Resource }) => Resource)).toEqual([[guard], [guard]]);
});
