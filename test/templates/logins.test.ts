import { join } from 'node:path';
import { beforeAll, expect, test } from '@jest/globals';
import { packageService, ROOT } from '../../services/cli/local/package-service';
import { property, type Template } from '../../services/cli/local/template';
import { calls } from '../../shared/playbooks/instance-login/ways';
import { allowedActions } from './allowed-actions';
import { callsOf, type FileCalls, together } from './calls-of';
import { readTemplate } from './read-template';
import { roleStatements } from './statements';

const member = readTemplate(join(ROOT, 'services/member/logins.yml'));
let central: Template;
let hearing: readonly FileCalls[];
let states: readonly FileCalls[];

beforeAll(async () => {
  central = (await packageService()).template;
  hearing = await callsOf('services/playbooks/instance-login/hear-handler.ts', ROOT);
  states = await callsOf('services/playbooks/instance-login/handler.ts', ROOT);
});

const LOG = ['logs:CreateLogStream', 'logs:PutLogEvents'];
/** What Lambda itself does for a function with a queue, and what our key is asked for. */
const QUEUE = ['sqs:DeleteMessage', 'sqs:GetQueueAttributes', 'sqs:ReceiveMessage'];
const KEY = ['kms:Decrypt', 'kms:GenerateDataKey'];

test('the function that hears of logins may do what its code does, and is no way into any account', () => {
  const asked = [...together(hearing), ...LOG, ...QUEUE, ...KEY];
  expect(allowedActions(central, 'trailwarden-logins')).toEqual([...new Set(asked)].sort());
  expect(allowedActions(central, 'trailwarden-logins')).not.toContain('sts:AssumeRole');
});

test('it writes on incidents and on their slots, and on nothing else of an account', () => {
  const written = roleStatements(central, 'trailwarden-logins').filter(({ Action }) =>
    [Action].flat().includes('dynamodb:UpdateItem'),
  );
  expect(written.map(({ Condition }) => Condition)).toEqual([
    { 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': ['INCIDENT#*', 'LOGINS#*'] } },
  ]);
});

const ROLE = 'trailwarden-instance-login';

test('the playbook may do in its own account what its code does there, and nothing else', () => {
  const own = new Set(['cloudtrail:LookupEvents', 'ssm:GetCalendarState', 'ssm:GetDocument']);
  const asked = together(states).filter(
    (call) => own.has(call) || /^(dynamodb|kms|sts):/.test(call),
  );
  expect(allowedActions(central, ROLE)).toEqual([...asked, ...LOG].sort());
});

test('it can seal, and cannot write where baselines of trails lie', () => {
  const written = roleStatements(central, ROLE).filter(({ Action }) =>
    [Action].flat().includes('dynamodb:UpdateItem'),
  );
  expect(written.map(({ Condition }) => Condition)).toEqual([
    { 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': ['CONTAINMENT#*', 'INCIDENT#*'] } },
  ]);
});

test('elsewhere it becomes the three roles of machines and evidence, within the organization', () => {
  const [assume, ...others] = roleStatements(central, ROLE).filter(({ Action }) =>
    [Action].flat().includes('sts:AssumeRole'),
  );
  expect(others).toEqual([]);
  expect(assume).toMatchObject({
    Resource: ['containment', 'collector', 'forensics'].map((name) => ({
      'Fn::Sub': expect.stringMatching(new RegExp(`:role/trailwarden-${name}$`)),
    })),
    Condition: { StringEquals: { 'aws:ResourceOrgID': { Ref: 'OrganizationId' } } },
  });
});

test('the machine may invoke its function, and nothing else', () => {
  expect(roleStatements(central, 'trailwarden-instance-login-machine')).toMatchObject([
    { Action: 'lambda:InvokeFunction', Resource: { 'Fn::GetAtt': [expect.anything(), 'Arn'] } },
  ]);
});

interface Pattern {
  readonly source: readonly string[];
  readonly detail?: Readonly<Record<string, unknown>>;
}

const namesIn = (pattern: unknown): readonly string[] =>
  [...JSON.stringify(pattern).matchAll(/"eventName":\[([^\]]*)\]/g)].flatMap(
    ([, names = '']) => JSON.parse(`[${names}]`) as string[],
  );

test('the rules of members report every call that lets someone in, and none that AWS refused', () => {
  const rules = ['ForwardLoginsRule', 'ForwardPasswordsRule'].map((id) =>
    property<Pattern & { readonly $or?: readonly Pattern[] }>(member, id, 'EventPattern'),
  );
  const known = [...calls.keys()].map((call) => call.split(':')[1]).sort();
  expect(rules.flatMap(namesIn).sort()).toEqual(known);
  const patterns = rules.flatMap((rule) => rule.$or ?? [rule]);
  for (const { source, detail } of patterns)
    if (source[0] !== 'trailwarden.login')
      expect(detail).toMatchObject({ errorCode: [{ exists: false }] });
  expect(namesIn(property(central, 'LoginsRule', 'EventPattern')).toSorted()).toEqual(known);
});

test('a read is forwarded by a rule of its own, which gets reads', () => {
  expect(property(member, 'ForwardPasswordsRule', 'State')).toBe(
    'ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS',
  );
  expect(property(member, 'ForwardLoginsRule', 'State')).toBe('ENABLED');
});

test('the forwarder of lines may put events of our source on its own bus and keep what failed, and nothing else', () => {
  expect(allowedActions(member, 'LoginForwarderRole')).toEqual([
    ...['events:PutEvents', ...LOG, 'sqs:SendMessage'],
  ]);
  const queue = { 'Fn::GetAtt': ['UndeliveredQueue', 'Arn'] };
  expect(property(member, 'LoginForwarder', 'DeadLetterConfig')).toEqual({ TargetArn: queue });
  const keep = roleStatements(member, 'LoginForwarderRole').find(
    ({ Action }) => Action === 'sqs:SendMessage',
  );
  expect(keep?.Resource).toEqual(queue);
  const put = roleStatements(member, 'LoginForwarderRole').find(
    ({ Action }) => Action === 'events:PutEvents',
  );
  expect(put?.Condition).toEqual({ StringEquals: { 'events:source': 'trailwarden.login' } });
  expect(allowedActions(member, 'ForwarderRole')).toEqual(['events:PutEvents']);
});

test('the look at silent machines may read who spoke and who runs, and tell of it, and nothing else', () => {
  expect(allowedActions(member, 'HostsLookRole')).toEqual([
    ...['ec2:DescribeInstances', 'events:PutEvents', 'logs:CreateLogStream'],
    ...['logs:DescribeLogStreams', 'logs:GetLogEvents', 'logs:PutLogEvents'],
    ...['sqs:GetQueueAttributes', 'sqs:SendMessage'],
  ]);
  const { ZipFile } = property<{ readonly ZipFile: string }>(member, 'HostsLook', 'Code');
  const sent = [...ZipFile.matchAll(/new (\w+)Command\(/g)].map(([, name = '']) => name);
  expect(sent.toSorted()).toEqual([
    ...['DescribeInstances', 'DescribeLogStreams', 'GetLogEvents', 'GetQueueAttributes'],
    'PutEvents',
  ]);
  const everywhere = roleStatements(member, 'HostsLookRole').filter(
    ({ Resource }) => Resource === '*',
  );
  expect(everywhere.map(({ Action }) => Action)).toEqual(['ec2:DescribeInstances']);
});

test('each configuration of an agent also sends the line that tells that it lives', () => {
  for (const id of [
    ...['AgentConfiguration', 'AgentConfigurationOfJournal', 'AgentConfigurationOfWindows'],
  ]) {
    const { files } = JSON.parse(property<string>(member, id, 'Value')).logs.logs_collected;
    expect(files.collect_list.at(-1)).toMatchObject({
      file_path: expect.stringMatching(/amazon-ssm-agent\.log$/),
      ...{ log_group_name: '/trailwarden/logins', log_stream_name: '{instance_id}' },
      filters: [{ type: 'include', expression: 'HealthCheck' }],
    });
  }
});

test('the bus takes logins from the forwarders of logins only', () => {
  const { Condition } = property<{ readonly Condition: Readonly<Record<string, object>> }>(
    central,
    'LoginsBusPolicyStatement',
    'Statement',
  );
  expect(Condition.StringEqualsIfExists).toEqual({
    'events:source': ['aws.ec2', 'aws.ec2-instance-connect', 'aws.ssm', 'trailwarden.login'],
  });
  expect(JSON.stringify(Condition.ArnLike)).not.toContain('role/trailwarden-forwarder');
  const others = JSON.stringify(property(central, 'BusPolicyStatement', 'Statement'));
  expect(others).not.toContain('login');
});

test.each(['LoginForwarder', 'HostsLook'])(
  'the code of %s fits into a template, and has no line that is taken for a comment',
  (id) => {
    const { ZipFile } = property<{ readonly ZipFile: string }>(member, id, 'Code');
    expect(Buffer.byteLength(ZipFile)).toBeLessThan(4_096);
    expect(ZipFile).not.toMatch(/^ *#/m);
    // The framework would take it for a variable of its own.
    expect(ZipFile).not.toContain('$'.concat('{'));
    expect(property(central, 'LoginGuards', 'TemplateBody')).toContain(ZipFile.split('\n')[0]);
  },
);

/** None of them holds where LoginGuard is none, and BucketGuard too. */
const OFF: ReadonlySet<string> = new Set([
  'HasLoginGuard',
  'HasLoginGuardUnits',
  'HasLoginStackSet',
  'HasPlaybooks',
  'HasContainment',
  'HasContainmentStackSet',
]);

function withoutIt(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutIt).filter((one) => one !== undefined);
  if (typeof value !== 'object' || value === null) return value;
  const { 'Fn::If': choice, ...fields } = value as { readonly 'Fn::If'?: readonly unknown[] };
  if (choice && OFF.has(String(choice[0]))) return withoutIt(choice[2]);
  if ('Ref' in fields && fields.Ref === 'AWS::NoValue') return undefined;
  const kept = Object.entries(choice ? { 'Fn::If': choice, ...fields } : fields).filter(
    ([, one]) => !OFF.has(String((one as { readonly Condition?: string } | null)?.Condition)),
  );
  return Object.fromEntries(kept.map(([name, one]) => [name, withoutIt(one)]));
}

test('without LoginGuard not one resource, right or rule is there for it', () => {
  expect(central.Parameters.LoginGuard?.Default).toBe('none');
  expect(central.Conditions?.HasLoginGuard).toEqual({
    'Fn::Equals': [{ Ref: 'LoginGuard' }, 'on'],
  });
  const { Resources, Outputs } = withoutIt(central) as Template;
  const left = JSON.stringify({ Resources, Outputs });
  expect(left).toContain('trailwarden-guard');
  const words = [
    'ogins',
    'instance-login',
    'InstanceLogin',
    'role/trailwarden-containment',
    'LoginAnswer',
    'ForensicKeyArn',
  ];
  expect(words.filter((word) => left.includes(word))).toEqual([]);
});
