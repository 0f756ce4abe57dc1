import { CreateDocumentCommand, SSMClient, StartSessionCommand } from '@aws-sdk/client-ssm';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { exemptFor } from '../../../services/cli/local/exempt-for';
import type { ShopMachine } from '../../../services/cli/local/shop-machine';
import { hooks } from '../../../services/sandbox';
import { assumeChain } from '../../../shared/aws/assume-chain';
import { CALENDAR, type DecidedUnderTest, decidedUnderTest } from './decided-under-test';

let under: DecidedUnderTest;
beforeAll(async () => {
  under = await decidedUnderTest({
    LoginNetworks: '127.0.0.0/8',
    LoginMfaByProvider: 'yes',
    LoginTicketPattern: 'CHG-[0-9]+',
    LoginBreakGlassRoles: 'arn:aws:iam::*:role/break-glass',
    LoginChangeCalendars: CALENDAR,
  });
}, 300_000);
afterAll(() => under.close());

const lineOf = async (machine: ShopMachine, before?: string) => {
  const { state, playbook, ask } = await under.decided(machine, before);
  expect({ state, ask }).toEqual({ state: 'restored', ask: undefined });
  return playbook?.lines[0];
};

// First: the keeper's clock must not be behind AWS's.
test('an exemption of the machine is enough for anyone', async () => {
  const { local, member } = under;
  const machine = await under.machine();
  await exemptFor(local, { accountId: member, subjectKey: `instance#${machine.arn}` });
  await under.session('dee', machine);
  expect(await lineOf(machine)).toContain('expected (exemption): Exemption ');
});

test('a known person from a known network, with MFA, is asked the first time and expected the second', async () => {
  const machine = await under.machine();
  await under.session('ann', machine);
  const first = await under.incident('a question', machine, ({ ask }) => ask !== undefined);
  expect(first.ask?.question).toContain('Nothing says whether it was planned.');
  await under.answer(first, 'planned');
  await under.incident('the end', machine, ({ playbook }) => playbook !== undefined);
  under.pass(2);
  await under.session('ann', machine);
  expect(await lineOf(machine, first.id)).toBe(
    'expected (known-human): It is a known person from a known network, with MFA, who was here before.',
  );
});

test('a ticket in the reason of a known person’s session is enough', async () => {
  const machine = await under.machine();
  await under.session('bob', machine, 'see CHG-1042');
  expect(await lineOf(machine)).toBe('expected (ticket): The session names CHG-1042.');
});

test('a machine’s tag speaks for a person who did not set it', async () => {
  const machine = await under.machine();
  await under.tagged(machine, 'trailwarden:login', 'expected');
  await under.session('cid', machine);
  expect(await lineOf(machine)).toMatch(
    /^expected \(tag\): The machine has the tag trailwarden:login=expected \(set 20\d\d-/,
  );
});

test('breaking glass is told to people, and never isolates', async () => {
  const { local, member } = under;
  const { world } = local.sandbox;
  hooks.iam.createRole(world, {
    ...{ accountId: member, name: 'break-glass' },
    trustPolicy: {
      Statement: { Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { AWS: member } },
    },
    managedPolicyArns: ['arn:aws:iam::aws:policy/AdministratorAccess'],
  });
  const machine = await under.machine();
  const before = await machine.state();
  const roleArn = `arn:aws:iam::${member}:role/break-glass`;
  const credentials = await assumeChain(local.administrator(member), [
    { roleArn, sessionName: 'eve' },
  ]);
  const ssm = new SSMClient({
    ...local.administrator(member),
    ...(credentials && { credentials }),
  });
  await ssm.send(new StartSessionCommand({ Target: machine.id }));
  const incident = await under.decided(machine);
  expect(incident).toMatchObject({
    ...{ state: 'escalated', escalation: expect.stringContaining('role for emergencies') },
  });
  expect(incident.playbook?.lines[0]).toContain('expected (break-glass)');
  expect(await machine.state()).toEqual(before);
});

test('a Change Calendar that is open, and was written long before, is enough', async () => {
  const { local } = under;
  const now = local.sandbox.world.now();
  const at = (hours: number) =>
    new Date(now.getTime() + hours * 3_600_000).toISOString().replace(/[-:]|\.\d+/g, '');
  const ssm = new SSMClient(local.administrator(local.organization.securityAccountId));
  await ssm.send(
    new CreateDocumentCommand({
      ...{ Name: CALENDAR, DocumentType: 'ChangeCalendar', DocumentFormat: 'TEXT' },
      Content: [
        ...['BEGIN:VCALENDAR', 'PRODID:-//AWS//Change Calendar 1.0//EN', 'VERSION:2.0'],
        ...['X-CALENDAR-TYPE:DEFAULT_CLOSED', 'BEGIN:VEVENT', 'UID:1', `DTSTAMP:${at(0)}`],
        ...[`DTSTART:${at(30)}`, `DTEND:${at(40)}`, 'SUMMARY:patches', 'END:VEVENT'],
        'END:VCALENDAR',
      ].join('\r\n'),
    }),
  );
  under.pass(31);
  const machine = await under.machine();
  await under.session('fay', machine);
  expect(await lineOf(machine)).toMatch(
    /^expected \(calendar\): The Change Calendar maintenance is open \(set 20\d\d-/,
  );
});
