import {
  CreateEventBusCommand,
  DescribeEventBusCommand,
  type EventBridgeClient,
  PutPermissionCommand,
  type PutPermissionCommandInput,
  RemovePermissionCommand,
} from '@aws-sdk/client-eventbridge';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { createRole, deleteRole } from '../../../services/sandbox/iam/roles';
import {
  type EventPathUnderTest,
  eventPathUnderTest,
  payments,
  security,
} from './event-path-under-test';

let path: EventPathUnderTest;
let events: EventBridgeClient;

beforeEach(async () => {
  path = await eventPathUnderTest();
  events = path.events();
  await events.send(new CreateEventBusCommand({ Name: 'a' }));
});

afterEach(async () => {
  events.destroy();
  await path.sandbox.close();
});

const Resource = `arn:aws:events:us-east-1:${security}:event-bus/a`;
const whole = {
  Sid: 'v',
  Effect: 'Allow',
  Principal: { AWS: payments },
  Action: 'events:PutEvents',
  Resource,
};

const put = (input: Partial<PutPermissionCommandInput>) =>
  events.send(new PutPermissionCommand({ EventBusName: 'a', ...input }));

const policy = (...Statement: readonly object[]) =>
  JSON.stringify({ Version: '2012-10-17', Statement });

/** Column of the second statement, which the first, `whole`, stands before. */
const second = '{"Version":"2012-10-17","Statement":['.length + JSON.stringify(whole).length + 1;

async function statements() {
  const { Policy } = await events.send(new DescribeEventBusCommand({ Name: 'a' }));
  return Policy === undefined ? [] : JSON.parse(Policy).Statement;
}

test.each([
  ['no JSON', '{', 'This policy contains invalid Json'],
  ['no policy', 'null', 'This text appears not to be a policy'],
  ['without a version', '{}', 'Missing required field Version'],
  ['without statements', policy(), 'Could not parse the policy: Statement is empty!'],
  ['without an id', policy({ ...whole, Sid: undefined }), 'Missing required field Sid'],
  [
    'without a resource',
    policy({ ...whole, Resource: undefined }),
    'Missing required field Resource',
  ],
  [
    'that says who not',
    policy({ ...whole, NotPrincipal: '*' }),
    'Has prohibited field NotPrincipal',
  ],
  [
    'with an action that is none, in its second statement',
    policy(whole, { ...whole, Sid: 'w', Action: ['events:Put*', 'events:NoSuch', 'events:No*'] }),
    `Invalid statement at line 1 column ${second}: The following action names are invalid: "events:NoSuch", "events:No*"`,
  ],
  [
    'with an action of another service',
    policy({ ...whole, Action: 'iam:ListUsers' }),
    'Invalid statement at line 1 column 38: Action field includes AWS services that are inconsistent with specified vendor',
  ],
  [
    'with one id twice',
    policy(whole, whole),
    `Invalid statement at line 1 column ${second}: The Statement Ids in the policy are not unique`,
  ],
  [
    'about another bus',
    policy({ ...whole, Resource: `${Resource}-other` }),
    `The relative-id "event-bus/a-other" is invalid for ARN "${Resource}-other"`,
  ],
  [
    'for a role that is not there',
    policy({ ...whole, Principal: { AWS: `arn:aws:iam::${payments}:role/nobody` } }),
    'Policy contains an invalid principal',
  ],
])('a bus policy %s is refused, and the bus keeps its own', async (_how, Policy, message) => {
  await put({ Policy: policy(whole) });
  const before = await statements();
  await expect(put({ Policy })).rejects.toMatchObject({ name: 'ValidationException', message });
  expect(await statements()).toEqual(before);
});

test('a policy that is too long is refused, and white space does not count', async () => {
  const long = (length: number) => ({
    ...whole,
    Condition: { StringEquals: { 'events:source': 'x'.repeat(length) } },
  });
  await put({ Policy: policy(whole) + ' '.repeat(20_000) });
  await put({ Policy: policy(long(9900)) });
  await expect(put({ Policy: policy(long(10_240)) })).rejects.toMatchObject({
    name: 'PolicyLengthExceededException',
    message: 'Policy size would be larger than the maximum allowed.',
  });
});

test('one statement can be put without a policy, and replaced by its id', async () => {
  const simple = { Action: 'events:PutEvents', StatementId: 'first' };
  await put({ ...simple, Principal: payments });
  const first = { ...whole, Sid: 'first', Principal: { AWS: `arn:aws:iam::${payments}:root` } };
  expect(await statements()).toEqual([first]);
  const Condition = { Type: 'StringEquals', Key: 'aws:PrincipalOrgID', Value: 'o-1234567890' };
  await put({ ...simple, Principal: '*', Condition });
  expect(await statements()).toEqual([
    {
      ...first,
      Principal: '*',
      Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-1234567890' } },
    },
  ]);
});

test.each([
  [{}, 'Parameter(s) Action must be specified.'],
  [{ Action: 'events:PutEvents', StatementId: 'x' }, 'Parameter(s) Principal must be specified.'],
  [
    { Action: 'events:PutRule', StatementId: 'x', Principal: '*' },
    "Provided value in parameter 'action' is not supported.",
  ],
  [
    { Action: 'events:PutEvents', StatementId: 'x', Principal: 'arn:aws:iam::1:root' },
    "2 validation errors detected: Value 'arn:aws:iam::1:root' at 'principal' failed to satisfy constraint: Member must have length less than or equal to 12; Value 'arn:aws:iam::1:root' at 'principal' failed to satisfy constraint: Member must satisfy regular expression pattern: (\\d{12}|\\*)",
  ],
  [
    {
      Action: 'events:PutEvents',
      StatementId: 'x',
      Principal: '*',
      Condition: { Type: 'StringEquals', Key: 'events:source', Value: 'x' },
    },
    "Provided value in parameter 'condition.key' is not supported.",
  ],
])('a statement put as %j is refused', async (input, message) => {
  await expect(put(input)).rejects.toMatchObject({ name: 'ValidationException', message });
  expect(await statements()).toEqual([]);
});

test('a policy means the role it named, and not the one that is made after it under its name', async () => {
  const { world } = path.sandbox;
  const trustPolicy = { Statement: [] };
  const make = () => createRole(world, { accountId: payments, name: 'sender', trustPolicy });
  const old = make();
  const Policy = policy({ ...whole, Principal: { AWS: [old.arn, payments] } });
  const named = async () => (await statements())[0].Principal.AWS;
  await put({ Policy });
  const root = `arn:aws:iam::${payments}:root`;
  expect(await named()).toEqual([old.arn, root]);
  deleteRole(world, old.arn);
  expect(await named()).toEqual([old.id, root]);
  make();
  await put({ Policy });
  expect(await named()).toEqual([old.id, root]);
  await events.send(new RemovePermissionCommand({ EventBusName: 'a', StatementId: 'v' }));
  await put({ Policy });
  expect(await named()).toEqual([old.arn, root]);
});

test('all permissions are removed without an id, or one by its id', async () => {
  await put({ Policy: policy(whole, { ...whole, Sid: 'w' }) });
  const remove = (input: object) =>
    events.send(new RemovePermissionCommand({ EventBusName: 'a', ...input }));
  const both = { StatementId: 'v', RemoveAllPermissions: true };
  await expect(remove(both)).rejects.toThrow(
    'StatementId could not be combined with All parameter.',
  );
  await remove({ StatementId: 'v' });
  expect(await statements()).toMatchObject([{ Sid: 'w' }]);
  await remove({ RemoveAllPermissions: true });
  expect(await statements()).toEqual([]);
});
