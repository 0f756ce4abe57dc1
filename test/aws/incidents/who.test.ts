import { beforeAll, expect, test } from '@jest/globals';
import { findIncidents, getIncident } from '../../../shared/aws/incidents/find-incidents';
import { bookRules } from '../../../shared/aws/incidents/hold-incident';
import { recordActor } from '../../../shared/aws/incidents/record-actor';
import { recordReport } from '../../../shared/aws/incidents/record-report';
import type { Contacts } from '../../../shared/domain/contact';
import type { Lineage } from '../../../shared/domain/lineage';
import { namedPerson } from '../../../shared/investigate/lineage/named-person';
import { anEvent } from '../../builders/a-signal';
import { at } from '../../builders/at';
import { inProcess } from '../../cli/in-process';
import { connection } from '../loopback';
import { tablePerFile } from '../open-test-table';

const USER = 'arn:aws:iam::222233334444:user/alice';
const lineage: Lineage = {
  links: [
    {
      kind: 'user',
      principal: USER,
      accountId: '222233334444',
      evidence: { source: 'Event history', eventId: 'issued-1' },
      certainty: 'certain',
      why: 'The IAM user alice called.',
    },
  ],
  ends: 'human',
  why: 'It was the IAM user alice, signed in with MFA.',
  human: namedPerson({ name: 'alice', kind: 'iam-user', certainty: 'certain', why: 'MFA.' }),
  unread: ['Event history of 333344445555 in us-east-1: sts:AssumeRole was denied (AccessDenied).'],
};
const contacts: Contacts = {
  contacts: [
    { address: 'soc@example.com', channel: 'email', source: 'default', why: 'The default.' },
  ],
  asked: [{ source: 'account-tag', kind: 'nothing', why: 'The account has no such tag.' }],
};

const table = tablePerFile();
let id = '';
beforeAll(async () => {
  const report = {
    row: 'GRD-03',
    title: 'Change a function of Trailwarden',
    severity: 'critical',
    target: 'trailwarden-responder',
    accountId: '222233334444',
    region: 'us-east-1',
    sentence: 'The code of function trailwarden-responder was replaced.',
    guidance: ['Planned? Ask.'],
    notUndone: 'A deployment can.',
  } as const;
  await recordReport({ table, ...bookRules }, { report, event: anEvent(), at: at(0) });
  for await (const incident of findIncidents(table, {})) id = incident.id;
});

const who = (...options: readonly string[]) =>
  inProcess(['who', id, ...options], connection(table.endpoint));

test('before the first search the command says so and how to start one', async () => {
  const { code, stderr } = await who();
  expect(code).toBe(1);
  expect(stderr).toContain(`trailwarden who ${id} --again`);
});

test('the result of an earlier search does not replace that of a later one', async () => {
  expect(await recordActor(table, id, { lineage, contacts, tracedAt: at(20) })).toBe(true);
  const older = { ...lineage, ends: 'unknown' } as const;
  expect(await recordActor(table, id, { lineage: older, contacts, tracedAt: at(10) })).toBe(false);
  expect(await getIncident(table, id)).toMatchObject({ lineage, contacts });
});

test('no result is written for an incident that does not exist', async () => {
  const written = await recordActor(table, 'inc-none', { lineage, contacts, tracedAt: at(30) });
  expect(written).toBe(false);
  expect(await getIncident(table, 'inc-none')).toBeUndefined();
});

test('the output begins with the person, then has the chain, what was not read, and the contacts', async () => {
  const { code, stdout } = await who();
  expect(code).toBe(0);
  for (const said of [
    'alice',
    USER,
    'issued-1',
    '333344445555',
    'soc@example.com',
    'no such tag',
  ]) {
    expect(stdout).toContain(said);
  }
  expect(stdout.indexOf('alice')).toBeLessThan(stdout.indexOf('soc@example.com'));
});

test('--json prints the same facts', async () => {
  expect(JSON.parse((await who('--json')).stdout)).toEqual({ format: 1, id, lineage, contacts });
});

test('an incident that does not exist is a usage error', async () => {
  const { code } = await inProcess(['who', 'inc-none'], connection(table.endpoint));
  expect(code).toBe(2);
});

test('a contacts file with a mistake is refused with a sentence before any call', async () => {
  const { code, stderr } = await who('--again', '--contacts', __filename);
  expect(code).toBe(2);
  expect(stderr).toContain('The contacts file is not JSON.');
});
