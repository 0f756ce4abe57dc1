import {
  CreateDocumentCommand,
  DeleteDocumentCommand,
  DescribeDocumentCommand,
  DescribeDocumentPermissionCommand,
  type DocumentFormat,
  GetCalendarStateCommand,
  GetDocumentCommand,
  GetParameterCommand,
  ListDocumentsCommand,
  ListDocumentVersionsCommand,
  ModifyDocumentPermissionCommand,
  SSMClient,
  UpdateDocumentCommand,
  UpdateDocumentDefaultVersionCommand,
} from '@aws-sdk/client-ssm';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { deployStack } from '../../../services/sandbox/cloudformation/deploy-stack';
import {
  type OrganizationUnderTest,
  orders,
  organizationUnderTest,
  payments,
} from '../core/organization-under-test';

let organization: OrganizationUnderTest;
let ssm: SSMClient;
let stranger: SSMClient;

beforeAll(async () => {
  organization = await organizationUnderTest();
  const { endpoint, credentials } = organization.sandbox;
  const settings = { endpoint, region: 'us-east-1', maxAttempts: 1 };
  ssm = new SSMClient({ ...settings, credentials: credentials(payments) });
  stranger = new SSMClient({ ...settings, credentials: credentials(orders) });
});
afterAll(async () => {
  ssm.destroy();
  stranger.destroy();
  await organization.sandbox.close();
});

const script = (line: string, parameters?: object) =>
  JSON.stringify({
    schemaVersion: '2.2',
    description: `Says ${line}`,
    ...(parameters && { parameters }),
    mainSteps: [
      { action: 'aws:runShellScript', name: 'runShell', inputs: { runCommand: [`echo ${line}`] } },
    ],
  });

const create = (Name: string, Content: string, more: object = {}) =>
  ssm.send(new CreateDocumentCommand({ Name, Content, DocumentType: 'Command', ...more }));

test('a document is described as AWS does, with its hash, its parameters and where it runs', async () => {
  const parameters = {
    commands: { type: 'StringList', description: 'Lines', default: ['true'] },
    value: { type: 'String', default: null },
  };
  const { DocumentDescription } = await create('described', script('one', parameters), {
    VersionName: 'one',
    Tags: [{ Key: 'suite', Value: 'x' }],
  });
  expect(DocumentDescription).toMatchObject({
    Hash: expect.stringMatching(/^[0-9a-f]{64}$/),
    HashType: 'Sha256',
    Name: 'described',
    VersionName: 'one',
    Owner: payments,
    Status: 'Creating',
    DocumentVersion: '1',
    Description: 'Says one',
    Parameters: [
      { Name: 'commands', Type: 'StringList', Description: 'Lines', DefaultValue: '["true"]' },
      { Name: 'value', Type: 'String' },
    ],
    PlatformTypes: ['Linux', 'MacOS'],
    DocumentType: 'Command',
    SchemaVersion: '2.2',
    LatestVersion: '1',
    DefaultVersion: '1',
    DocumentFormat: 'JSON',
    Tags: [{ Key: 'suite', Value: 'x' }],
  });
  const { Document } = await ssm.send(new DescribeDocumentCommand({ Name: 'described' }));
  expect(Document).toMatchObject({ Status: 'Active', Category: [] });
  await expect(create('described', script('one'))).rejects.toMatchObject({
    name: 'DocumentAlreadyExists',
    message: 'Document with same name described already exists',
  });
});

test('versions: the newest is updated, the default one stays, and no number comes twice', async () => {
  const Name = 'versions';
  const update = (line: string, DocumentVersion?: string, VersionName?: string) =>
    ssm.send(
      new UpdateDocumentCommand({ Name, Content: script(line), DocumentVersion, VersionName }),
    );
  await create(Name, script('one'), { VersionName: 'one' });
  for (const selector of [undefined, '$DEFAULT']) {
    await expect(update('two', selector)).rejects.toMatchObject({
      name: 'InvalidDocumentVersion',
      message: 'Document version for UpdateDocument must be number or $LATEST',
    });
  }
  await expect(update('one', '$LATEST')).rejects.toMatchObject({
    name: 'DuplicateDocumentContent',
    message: `Document to be updated with name ${Name} has the same metadata and content as document version provided in request`,
  });
  await expect(update('two', '$LATEST', 'one')).rejects.toMatchObject({
    name: 'DuplicateDocumentVersionName',
    message: 'Document version name one has already been used for another version of this document',
  });
  const { DocumentDescription } = await update('two', '1', 'two');
  expect(DocumentDescription).toMatchObject({
    DocumentVersion: '2',
    LatestVersion: '2',
    DefaultVersion: '1',
    Status: 'Updating',
  });
  await expect(update('stale', '1')).rejects.toMatchObject({
    name: 'InvalidDocumentVersion',
    message: `Version provided for document ${Name} is not latest. Please provide the latest version to update document ${Name}`,
  });
  await ssm.send(new DeleteDocumentCommand({ Name, DocumentVersion: '$LATEST' }));
  await update('one again', '$LATEST');
  await ssm.send(new UpdateDocumentDefaultVersionCommand({ Name, DocumentVersion: '3' }));
  const { DocumentVersions } = await ssm.send(new ListDocumentVersionsCommand({ Name }));
  expect(DocumentVersions).toMatchObject([
    { DocumentVersion: '3', IsDefaultVersion: true },
    { DocumentVersion: '1', IsDefaultVersion: false, VersionName: 'one' },
  ]);
  const missing = new UpdateDocumentDefaultVersionCommand({ Name, DocumentVersion: '999' });
  await expect(ssm.send(missing)).rejects.toMatchObject({
    name: 'InvalidDocumentVersion',
    message: `Document with name ${Name} with version 999 does not exist.`,
  });
  const defaultOne = new DeleteDocumentCommand({ Name, DocumentVersion: '3' });
  await expect(ssm.send(defaultOne)).rejects.toMatchObject({
    name: 'InvalidDocumentOperation',
    message: "Default version of the document can't be deleted.",
  });
});

test.each([
  ['no JSON', '{', 'JSON not well-formed. at Line: 1, Column: 2'],
  ['no steps', '{"schemaVersion":"2.2"}', 'Missing "mainSteps" in the document.'],
  [
    'an unknown plugin',
    script('x').replace('aws:runShellScript', 'aws:notAPlugin'),
    'Unknown plugin name: aws:notAPlugin',
  ],
  [
    'a parameter that is not declared',
    script('{{ missing }}'),
    'Parameter "missing" is not declared.',
  ],
])('content with %s is refused', async (_, content, message) => {
  await expect(create('refused', content)).rejects.toMatchObject({
    name: 'InvalidDocumentContent',
    message,
  });
});

test('a document that is shared can be read by the other account, and not be deleted', async () => {
  await create('shared', script('one'));
  const Name = `arn:aws:ssm:us-east-1:${payments}:document/shared`;
  await expect(stranger.send(new GetDocumentCommand({ Name }))).rejects.toMatchObject({
    name: 'InvalidDocument',
  });
  const share = { Name: 'shared', PermissionType: 'Share' as const };
  await ssm.send(new ModifyDocumentPermissionCommand({ ...share, AccountIdsToAdd: [orders] }));
  expect(await ssm.send(new DescribeDocumentPermissionCommand(share))).toMatchObject({
    AccountIds: [orders],
    AccountSharingInfoList: [{ AccountId: orders, SharedDocumentVersion: '$DEFAULT' }],
  });
  expect(await stranger.send(new GetDocumentCommand({ Name }))).toMatchObject({
    Content: script('one'),
  });
  const remove = new DeleteDocumentCommand({ Name: 'shared' });
  await expect(ssm.send(remove)).rejects.toMatchObject({
    name: 'InvalidDocumentOperation',
    message: 'Must unshare document first before delete',
  });
  await ssm.send(new ModifyDocumentPermissionCommand({ ...share, AccountIdsToRemove: [orders] }));
  await ssm.send(remove);
  await expect(ssm.send(remove)).rejects.toMatchObject({
    name: 'InvalidDocument',
    message: 'Document shared does not exist in your account',
  });
});

test('a document of AWS is there for every account', async () => {
  const { Document } = await ssm.send(new DescribeDocumentCommand({ Name: 'AWS-RunShellScript' }));
  expect(Document).toMatchObject({ Owner: 'Amazon', SchemaVersion: '1.2', DocumentVersion: '1' });
});

const calendar = (type: string, ...events: string[]) =>
  [
    'BEGIN:VCALENDAR',
    'PRODID:-//AWS//Change Calendar 1.0//EN',
    'VERSION:2.0',
    `X-CALENDAR-TYPE:${type}`,
    ...events,
    'END:VCALENDAR',
  ].join('\r\n');
const event = (start: string, end: string) =>
  `BEGIN:VEVENT\r\nUID:1\r\nDTSTART${start}\r\nDTEND${end}\r\nEND:VEVENT`;
const asCalendar = {
  DocumentType: 'ChangeCalendar' as const,
  DocumentFormat: 'TEXT' as DocumentFormat,
};

test('a change calendar is open or closed, and says when that changes', async () => {
  const night = event(':20261201T220000Z', ':20261202T060000Z');
  const freeze = event(
    ';TZID=America/New_York:20261224T000000',
    ';TZID=America/New_York:20261227T000000',
  );
  await create('freeze', calendar('DEFAULT_OPEN', freeze), asCalendar);
  await create('windows', calendar('DEFAULT_CLOSED', night), asCalendar);
  const at = (AtTime: string, ...CalendarNames: string[]) =>
    ssm.send(new GetCalendarStateCommand({ AtTime, CalendarNames }));
  expect(await at('2026-12-24T04:59:59Z', 'freeze')).toMatchObject({
    State: 'OPEN',
    AtTime: '2026-12-24T04:59:59Z',
    NextTransitionTime: '2026-12-24T05:00:00Z',
  });
  expect(await at('2026-12-24T05:00:00Z', 'freeze')).toMatchObject({
    State: 'CLOSED',
    NextTransitionTime: '2026-12-27T05:00:00Z',
  });
  expect(await at('2026-12-01T23:00:00Z', 'windows')).toMatchObject({ State: 'OPEN' });
  expect(await at('2026-12-01T12:00:00Z', 'windows', 'freeze')).toMatchObject({
    State: 'CLOSED',
    NextTransitionTime: '2026-12-01T22:00:00Z',
  });
  const last = await at('2027-01-01T00:00:00Z', 'windows');
  expect(last.State).toBe('CLOSED');
  expect(last.NextTransitionTime).toBeUndefined();
});

test('what is no calendar has no state, and one that repeats is refused loudly', async () => {
  await create('a-script', script('one'));
  const ask = (name: string) => ssm.send(new GetCalendarStateCommand({ CalendarNames: [name] }));
  await expect(ask('a-script')).rejects.toMatchObject({ name: 'InvalidDocumentType' });
  await expect(ask('none-there')).rejects.toMatchObject({ name: 'InvalidDocument' });
  const weekly = event(':20261201T220000Z', ':20261202T060000Z').replace(
    'UID:1',
    'RRULE:FREQ=WEEKLY',
  );
  await expect(
    create('weekly', calendar('DEFAULT_OPEN', weekly), asCalendar),
  ).rejects.toMatchObject({ name: 'NotEmulated' });
});

test('documents and parameters of a template can be used through the API', async () => {
  const template = JSON.stringify({
    Resources: {
      Document: {
        Type: 'AWS::SSM::Document',
        Properties: {
          Name: 'of-template',
          DocumentType: 'Command',
          Content: JSON.parse(script('one')),
        },
      },
      Parameter: {
        Type: 'AWS::SSM::Parameter',
        Properties: { Name: 'AmazonCloudWatch-logins', Type: 'String', Value: '{}' },
      },
    },
    Outputs: { Name: { Value: { Ref: 'Document' } } },
  });
  const stack = { accountId: payments, region: 'us-east-1', stackName: 'ssm', template };
  const { outputs } = await deployStack(organization.sandbox, stack);
  expect(outputs).toEqual({ Name: 'of-template' });
  const Filters = [{ Key: 'Name', Values: ['of-template'] }];
  const { DocumentIdentifiers } = await ssm.send(new ListDocumentsCommand({ Filters }));
  expect(DocumentIdentifiers).toMatchObject([{ Name: 'of-template', Owner: payments }]);
  const { Parameter } = await ssm.send(
    new GetParameterCommand({ Name: 'AmazonCloudWatch-logins' }),
  );
  expect(Parameter).toMatchObject({ Value: '{}', Type: 'String' });
});
