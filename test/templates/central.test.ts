import { readFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { join } from 'node:path';
import { beforeAll, expect, test } from '@jest/globals';
import { unzipSync } from 'fflate';
import { type Package, packageService, ROOT } from '../../services/cli/local/package-service';
import { property, resourcesOfType, type Template } from '../../services/cli/local/template';
import { hooks } from '../../services/sandbox';
import { allTechniques } from '../../shared/tampering/catalogue';
import { techniqueText } from '../../shared/tampering/guidance/catalogue';
import { type PolicyDocument, roleStatements } from './statements';

let packaged: Package;
let template: Template;

beforeAll(async () => {
  packaged = await packageService();
  template = packaged.template;
});

test('a signal stays invisible for the batch window and six times the responder’s timeout', () => {
  const timeout = property<number>(template, 'ResponderLambdaFunction', 'Timeout');
  for (const queue of ['SignalsQueue', 'AttemptsQueue']) {
    const gathering = mappingsOf(queue)[0]?.MaximumBatchingWindowInSeconds ?? 0;
    const visibility = property<number>(template, queue, 'VisibilityTimeout');
    expect(visibility).toBeGreaterThanOrEqual(6 * timeout + Number(gathering));
  }
});

test('the responder reports the signals it could not handle, one by one', () => {
  expect(mappingsOf('SignalsQueue')).toMatchObject([
    {
      BatchSize: 10,
      FunctionResponseTypes: ['ReportBatchItemFailures'],
      ScalingConfig: { MaximumConcurrency: 50 },
    },
  ]);
});

const mappingsOf = (queue: string) =>
  resourcesOfType(template, 'AWS::Lambda::EventSourceMapping').flatMap(([, { Properties }]) =>
    JSON.stringify(Properties.EventSourceArn).includes(queue) ? [Properties] : [],
  );

test('every central queue and the table are encrypted with our own key', () => {
  const key = { 'Fn::GetAtt': ['Key', 'Arn'] };
  const queues = resourcesOfType(template, 'AWS::SQS::Queue');
  expect(queues.map(([, { Properties }]) => Properties.KmsMasterKeyId)).toEqual(
    queues.map(() => key),
  );
  expect(queues.length).toBeGreaterThan(2);
  expect(property(template, 'Table', 'SSESpecification')).toEqual({
    SSEEnabled: true,
    SSEType: 'KMS',
    KMSMasterKeyId: key,
  });
});

test('the notifier is started by incidents, and not by its own writes', () => {
  expect(template.Resources.NotifierStream?.Properties).toMatchObject({
    EventSourceArn: { 'Fn::GetAtt': ['Table', 'StreamArn'] },
    FilterCriteria: {
      Filters: [
        {
          Pattern: JSON.stringify({
            eventName: ['INSERT', 'MODIFY'],
            dynamodb: {
              Keys: { sk: { S: ['INCIDENT'] } },
              NewImage: { news: { S: ['yes'] } },
            },
          }),
        },
      ],
    },
    BisectBatchOnFunctionError: true,
    FunctionResponseTypes: ['ReportBatchItemFailures'],
    DestinationConfig: { OnFailure: { Destination: expect.anything() } },
  });
});

test('a signal that cannot be queued or handled is kept for two weeks', () => {
  const deadLetters = { 'Fn::GetAtt': ['DeadLettersQueue', 'Arn'] };
  expect(property(template, 'SignalsQueue', 'RedrivePolicy')).toEqual({
    deadLetterTargetArn: deadLetters,
    maxReceiveCount: 5,
  });
  for (const rule of ['SignalsRule', 'AttemptsRule']) {
    expect(property(template, rule, 'Targets')).toMatchObject([
      { DeadLetterConfig: { Arn: deadLetters } },
    ]);
  }
  expect(property(template, 'DeadLettersQueue', 'MessageRetentionPeriod')).toBe(14 * 24 * 3600);
});

test('the responder stops listening before the members lose their parts with the stack', () => {
  const tags = property(template, 'ResponderEventSourceMappingSQSSignalsQueue', 'Tags');
  expect(JSON.stringify(tags)).toContain('{"Ref":"Members"}');
});

// Lambda ends a chain after sixteen runs, recorded on AWS.
test('a function that may write to its own queue declares that loops are allowed', () => {
  const functions = resourcesOfType(template, 'AWS::Lambda::Function');
  const mappings = resourcesOfType(template, 'AWS::Lambda::EventSourceMapping');
  const looping = functions.filter(([logicalId, { Properties }]) => {
    const fed = mappings
      .filter(([, mapping]) => JSON.stringify(mapping.Properties.FunctionName).includes(logicalId))
      .map(([, mapping]) => JSON.stringify(mapping.Properties.EventSourceArn));
    return roleStatements(template, roleOf(Properties))
      .filter(({ Action }) => [Action].flat().includes('sqs:SendMessage'))
      .flatMap(({ Resource }) => [Resource].flat())
      .some((queue) => fed.includes(JSON.stringify(queue)));
  });
  expect(looping.map(([logicalId]) => logicalId)).toContain('InvestigatorLambdaFunction');
  for (const [logicalId] of looping) {
    expect(property(template, logicalId, 'RecursiveLoop')).toBe('Allow');
  }
});

/** Logical id of a function's role. */
const roleOf = ({ Role }: Readonly<Record<string, unknown>>): string =>
  /(\w+Role)/.exec(JSON.stringify(Role))?.[1] ?? '';

test('signals are grouped by account, so that a noisy account does not delay the others', () => {
  expect(property(template, 'SignalsRule', 'Targets')).toMatchObject([
    { SqsParameters: { MessageGroupId: '$.account' } },
  ]);
});

const refusedBy = (
  sessionContext?: object,
  eventName = 'AddTags',
  errorCode: string | null = 'TrailNotFoundException',
) => ({
  ...{ eventName, errorCode },
  userIdentity: { type: 'AssumedRole', ...(sessionContext && { sessionContext }) },
});
const roleNamed = (userName: string) => ({ sessionIssuer: { type: 'Role', userName } });

test.each([
  ['a call that took effect', { eventName: 'StopLogging' }, 'SignalsRule'],
  ['a heartbeat', refusedBy(roleNamed('trailwarden-guard')), 'SignalsRule'],
  [
    'a heartbeat, by the other code',
    refusedBy(roleNamed('trailwarden-guard'), 'AddTags', 'ResourceNotFoundException'),
    'SignalsRule',
  ],
  [
    'a denied heartbeat',
    refusedBy(roleNamed('trailwarden-guard'), 'AddTags', 'AccessDenied'),
    'AttemptsRule',
  ],
  [
    'an empty error code',
    refusedBy(roleNamed('trailwarden-guard'), 'AddTags', null),
    'AttemptsRule',
  ],
  ['a service event', { userIdentity: { invokedBy: 'kms.amazonaws.com' } }, 'SignalsRule'],
  [
    'another refused call of the guard',
    refusedBy(roleNamed('trailwarden-guard'), 'StopLogging'),
    'AttemptsRule',
  ],
  ['AddTags refused to another role', refusedBy(roleNamed('trailwarden-guard2')), 'AttemptsRule'],
  ['AddTags refused to a user', refusedBy(), 'AttemptsRule'],
  ['AddTags refused to a session without an issuer', refusedBy({}), 'AttemptsRule'],
  [
    'a refused StopLogging',
    { eventName: 'StopLogging', errorCode: 'AccessDenied' },
    'AttemptsRule',
  ],
])('%s is queued once, and refused calls apart from the rest', (_, detail, rule) => {
  const event = { source: 'aws.cloudtrail', 'detail-type': 'AWS API Call via CloudTrail', detail };
  const taking = ['SignalsRule', 'AttemptsRule'].filter((name) => {
    const pattern = JSON.stringify(property<object>(template, name, 'EventPattern'));
    return hooks.events.matchesPattern(hooks.events.parsePatternText(pattern), event);
  });
  expect(taking).toEqual([rule]);
});

test('the rules and the policies of their queues are made in an order that loses no event', () => {
  const needs = (name: string) =>
    (template.Resources[name] as { readonly DependsOn?: string | readonly string[] }).DependsOn ??
    [];
  expect(needs('SignalsRule')).toEqual(
    expect.arrayContaining(['AttemptsRule', 'SignalsQueuePolicy']),
  );
  expect(needs('AttemptsRule')).toContain('AttemptsQueuePolicy');
  expect(needs('SignalsQueuePolicy')).toContain('AttemptsRule');
});

test('refused calls have a queue of their own, with at most two batches of the responder at once', () => {
  expect(property(template, 'AttemptsRule', 'Targets')).toMatchObject([
    {
      Arn: { 'Fn::GetAtt': ['AttemptsQueue', 'Arn'] },
      SqsParameters: { MessageGroupId: '$.account' },
    },
  ]);
  expect(mappingsOf('AttemptsQueue')).toMatchObject([
    {
      FunctionResponseTypes: ['ReportBatchItemFailures'],
      ScalingConfig: { MaximumConcurrency: 2 },
    },
  ]);
});

test('the bus takes only events of AWS that our rules forward within the organization', () => {
  expect(property(template, 'BusPolicyStatement', 'Statement')).toMatchObject({
    Condition: {
      'Fn::If': [
        'IsOnlyForwardRule',
        {
          StringEquals: { 'aws:PrincipalOrgID': { Ref: 'OrganizationId' } },
          // trailwarden-forwarder-us-east-1 and so on, of any account
          ArnLike: {
            'aws:PrincipalArn': {
              'Fn::Split': [
                ',',
                {
                  'Fn::Join': [
                    '',
                    [
                      expect.stringMatching(/:role\/trailwarden-forwarder-$/),
                      { 'Fn::Join': [expect.anything(), { Ref: 'GovernedRegions' }] },
                      // Only of accounts that opted in.
                      { 'Fn::If': ['HasBucketGuard', expect.anything(), ''] },
                    ],
                  ],
                },
              ],
            },
          },
          Bool: { 'events:eventBusInvocation': 'true' },
          ArnLikeIfExists: { 'aws:SourceArn': expect.anything() },
          StringEqualsIfExists: {
            'events:source': expect.arrayContaining(['aws.cloudtrail', 'aws.organizations']),
          },
        },
        { StringEquals: { 'aws:PrincipalOrgID': { Ref: 'OrganizationId' } } },
      ],
    },
  });
});

test('the table, the evidence and all keys outlive the stack, but not a first deployment that failed', () => {
  for (const logicalId of [
    'Table',
    'Key',
    'SigningKey',
    'SealKey',
    'EvidenceKey',
    'EvidenceBucket',
  ]) {
    expect(template.Resources[logicalId]).toMatchObject({
      DeletionPolicy: 'RetainExceptOnCreate',
      UpdateReplacePolicy: 'Retain',
    });
  }
  const { Table, ...others } = template.Resources;
  expect(Object.values(others).filter(({ DeletionPolicy: kept }) => kept === 'Retain')).toEqual([]);
  // The plugin protects it afterwards: CloudFormation cannot take a protected table back.
  expect(Table?.Properties).not.toHaveProperty('DeletionProtectionEnabled');
  expect(Table?.Properties).toMatchObject({
    PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
    StreamSpecification: { StreamViewType: 'NEW_AND_OLD_IMAGES' },
  });
});

test('baselines are sealed with a key that is good for nothing else', () => {
  expect(template.Resources.SigningKey?.Properties).toMatchObject({
    KeySpec: 'ECC_NIST_P256',
    KeyUsage: 'SIGN_VERIFY',
  });
  expect(template.Resources.SealKey?.Properties).toMatchObject({
    KeySpec: 'HMAC_256',
    KeyUsage: 'GENERATE_VERIFY_MAC',
  });
  const { Variables } = property<{ Variables: Record<string, unknown> }>(
    template,
    'ResponderLambdaFunction',
    'Environment',
  );
  expect(Variables.TRAILWARDEN_SEAL_KEY).toEqual({ 'Fn::GetAtt': ['SigningKey', 'Arn'] });
  expect(Variables.TRAILWARDEN_MAC_KEY).toEqual({ 'Fn::GetAtt': ['SealKey', 'Arn'] });
});

test('the key policy names the roles that may make a seal, and allows no grants', () => {
  const statements = ['SigningKey', 'SealKey'].flatMap(
    (key) => property<PolicyDocument>(template, key, 'KeyPolicy').Statement,
  );
  const who = (action: string) =>
    statements
      .filter(({ Action }) => [Action].flat().includes(action))
      .map(({ Condition }) => Condition?.ArnEquals);
  const role = (name: string) => ({
    'Fn::Sub': expect.stringMatching(new RegExp(`:role/${name}$`)),
  });
  const [responder, keeper] = [role('trailwarden-responder'), role('trailwarden-baseline-keeper')];
  // An exemption is sealed, and only a person's answer makes one.
  const onlyIf = (condition: string, name: string) => ({
    'Fn::If': [condition, role(name), { Ref: 'AWS::NoValue' }],
  });
  const playbooks = [
    onlyIf('HasBucketGuard', 'trailwarden-bucket-policy'),
    onlyIf('HasLoginGuard', 'trailwarden-instance-login'),
  ];
  expect(who('kms:Sign')).toEqual([{ 'aws:PrincipalArn': [responder, keeper, ...playbooks] }]);
  expect(who('kms:GenerateMac')).toEqual([{ 'aws:PrincipalArn': responder }]);
  const releaser = onlyIf('HasContainment', 'trailwarden-releaser');
  const all = [responder, keeper, ...playbooks, releaser, role('trailwarden-operator')];
  expect(who('kms:VerifyMac')).toEqual([{ 'aws:PrincipalArn': all }]);
  const actions = statements.flatMap(({ Action }) => Action);
  expect(actions.filter((action) => /[*]|CreateGrant/.test(action))).toEqual([]);
});

test('the member template travels inside the StackSet without its comments, within its limit, with room for a role more', () => {
  const body = property<string>(template, 'Members', 'TemplateBody');
  const written = readFileSync(join(ROOT, 'services/member/template.yml'), 'utf8');
  expect(hooks.cloudformation.readYaml(body)).toEqual(hooks.cloudformation.readYaml(written));
  expect(body).not.toMatch(/^ *#/m);
  expect(51_200 - Buffer.byteLength(body)).toBeGreaterThanOrEqual(1_000);
});

test('members are deployed Region by Region, the one that makes the guard first', () => {
  expect(template.Resources.Members?.Properties).toMatchObject({
    PermissionModel: 'SERVICE_MANAGED',
    CallAs: 'DELEGATED_ADMIN',
    AutoDeployment: { Enabled: true, RetainStacksOnAccountRemoval: false },
    OperationPreferences: {
      RegionConcurrencyType: 'SEQUENTIAL',
      RegionOrder: { Ref: 'GovernedRegions' },
      ConcurrencyMode: 'SOFT_FAILURE_TOLERANCE',
    },
  });
  expect(property(template, 'Members', 'Parameters')).toContainEqual({
    ParameterKey: 'HomeRegion',
    ParameterValue: { 'Fn::Select': [0, { Ref: 'GovernedRegions' }] },
  });
});

test('the StackSet gives the member template every parameter it has', () => {
  const given = property<readonly { ParameterKey: string }[]>(template, 'Members', 'Parameters');
  const body = property<string>(template, 'Members', 'TemplateBody');
  const section = /^Parameters:\n([\s\S]*?)^\w/m.exec(body)?.[1] ?? '';
  const declared = [...section.matchAll(/^ {2}(\w+):/gm)].map(([, name]) => name);
  expect(given.map(({ ParameterKey }) => ParameterKey).sort()).toEqual([...declared].sort());
});

test('the responder is a bundle of at most 500 KB and its parts, which need nothing but Node', () => {
  const files = unzipSync(readFileSync(join(packaged.folder, 'responder.zip')));
  const names = Object.keys(files).map((name) => name.replace('services/responder/', ''));
  expect(names.sort()).toEqual([
    'buckets-in.js',
    'close-earlier.js',
    'dependencies.js',
    'end-watches.js',
    'explain-in-the-way.js',
    'follow.js',
    'handler.js',
    'heart.js',
    'is-told.js',
    'judge-buckets.js',
    'kms-seal.js',
    'name-held.js',
    'prove-delivery.js',
    'queue.js',
    'record-attempts.js',
    'record-delivery.js',
    'record-earlier.js',
    'record-report.js',
    'record-unread.js',
    'released.js',
    'report-signal.js',
    'told-as-rogue.js',
    'undo-reported.js',
    'watch-departed.js',
    'watch-places.js',
    'without-side-part.js',
  ]);
  expect(files['services/responder/handler.js']?.byteLength).toBeLessThanOrEqual(500_000);
  const hot = Buffer.from(files['services/responder/handler.js'] ?? []).toString();
  const texts = allTechniques.map(({ id }) => techniqueText(id)?.description ?? '');
  // Only people read them. Others than ASCII are written with escapes in a bundle.
  expect(texts.filter((text) => !/[^ -~]/.test(text) && hot.includes(text))).toEqual([]);
  for (const code of Object.values(files)) {
    // Not what an error message of the SDK tells people to write: `[require("@aws-sdk/…");]`.
    const text = Buffer.from(code).toString();
    const needed = [...text.matchAll(/[^[]require\("([^"]+)"\)/g)].map(([, id = '']) => id);
    const foreign = needed.filter((id) => !isBuiltin(id) && !names.includes(id.replace('./', '')));
    expect(foreign).toEqual([]);
  }
});
