import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { planReminders, serveAll } from '../../services/notifier/notify';
import { type RunningReceivers, startReceivers } from '../../services/receivers/start-receivers';
import { getIncident } from '../../shared/aws/incidents/find-incidents';
import type { Contact, ContactPorts } from '../../shared/domain/contact';
import { actorNames, type Evidence } from '../../shared/domain/evidence';
import type { Incident } from '../../shared/domain/incident';
import type { Mail } from '../../shared/domain/mail';
import { noContactsFile } from '../../shared/investigate/contacts/contacts-file';
import {
  type ActorPorts,
  investigateActor,
} from '../../shared/investigate/lineage/investigate-actor';
import { parseSignal } from '../../shared/signal/parse-signal';
import { formats } from '../../shared/tell/report/formats';
import { tablePerTest } from '../aws/open-test-table';
import { anEnvelope } from '../builders/an-envelope';
import { history, sessionArn, sessionIdentity, stopLogging } from '../lineage/records';
import { type Clock, notifying, planWrites, SECURITY, writeIncident } from './notifying';

const AT = '2026-11-21T20:50:00.000Z';
const MEMBER = '111122223333';

let receivers: RunningReceivers;
const table = tablePerTest();
const clock: Clock = { at: new Date(AT) };
beforeAll(async () => {
  receivers = await startReceivers();
});
afterAll(() => receivers.close());

const nothing = async () => ({ kind: 'nothing', why: 'It has none.' }) as const;
const denied = async () =>
  ({
    kind: 'obstacle',
    why: { kind: 'denied', code: 'AccessDeniedException', call: 'identitystore:GetUserId' },
  }) as const;

/** Event history with these records, and no contact to be found. */
const ports = (
  records: readonly Readonly<Record<string, unknown>>[] = [],
  contacts: Partial<ContactPorts> = {},
): ActorPorts => ({
  sources: [history(records).source],
  regions: ['us-east-1'],
  now: () => Date.parse(AT) + 3_600_000,
  contacts: {
    principalTags: nothing,
    accountTags: nothing,
    securityContact: nothing,
    rootEmail: nothing,
    ...contacts,
  },
  file: { ...noContactsFile, identityStore: { id: 'd-0000000001' } },
});

/** The evidence that the responder keeps of a StopLogging with these fields in its record. */
function evidenceOf(detail: Readonly<Record<string, unknown>>): Evidence {
  const parsed = parseSignal(JSON.stringify(anEnvelope({ detail })), AT);
  if (parsed.kind !== 'signal' || parsed.signal.kind !== 'event') throw new Error('no event');
  return parsed.signal.evidence;
}

/** Writes the incident, tells it in Slack, and gives what was told and what was kept. */
async function tell(different: Partial<Incident>) {
  const since = receivers.received.length;
  const actors = different.evidence ? actorNames(different.evidence.actor) : [BY];
  const write = await writeIncident(table, { actors, ...different });
  const notifier = notifying({ table, receivers, clock }, { rules: [{ to: ['chat'] }] });
  await planWrites(notifier, [write]);
  await serveAll(notifier);
  const [message] = receivers.received.slice(since).filter(({ taken }) => taken);
  const incident = await getIncident(table, write.incident.id);
  if (!message || !incident) throw new Error('nothing was told');
  return { message: message.body, incident };
}

async function investigated(evidence: Evidence, actors: ActorPorts): Promise<Partial<Incident>> {
  const told = { accountId: MEMBER, region: 'us-east-1', openedAt: AT, evidence };
  return { evidence, ...(await investigateActor(actors)(told)) };
}

/** No identity, address, client, time, parameters or answer. */
const SPARSE = evidenceOf({
  eventID: 'event-1',
  eventSource: 'cloudtrail.amazonaws.com',
  eventName: 'StopLogging',
});
const BY = sessionArn(SECURITY, 'Admin', 'alice');

test('a record without any optional field gives a whole incident, message and report, with "unknown" and the reason', async () => {
  const { message, incident } = await tell(await investigated(SPARSE, ports()));
  expect(incident.lineage).toMatchObject({ ends: 'unknown', why: expect.stringMatching(/\w/) });
  expect(message).toContain('unknown; no human is known: ');
  expect(message).toContain('an unknown address, with an unknown client');
  const making = { at: AT, importer: { accountId: SECURITY, region: 'us-east-1' } };
  const reports = Object.values(formats).map((format) => format(incident, making));
  for (const text of [message, ...reports]) expect(text).not.toMatch(/undefined|\[object|NaN/);
  expect(formats.md(incident, making)).toContain(incident.lineage?.why);
  expect(formats.md(incident, making)).toContain('account-tag: nothing. It has none.');
});

test('before the look-up such a message says that the person is not known yet', async () => {
  const { message } = await tell({ evidence: SPARSE });
  expect(message).toContain('unknown; which human that is, is not known yet');
});

const sso = 'AWSReservedSSO_Admin_0123456789abcdef';
const path = 'aws-reserved/sso.amazonaws.com/';
const identity = sessionIdentity({
  ...{ accountId: MEMBER, role: sso, path, name: 'alice', key: 'ASIAALICE' },
});

test('when the look-up of the person is denied, the message names the user and the denied call', async () => {
  const actors = ports([stopLogging(identity)], { identityStore: denied });
  const evidence = { ...evidenceOf(stopLogging(identity)), eventId: 'event-1' };
  const { message } = await tell(await investigated(evidence, actors));
  expect(message).toContain('alice');
  expect(message).toContain(
    'Contacts by identity-store: identitystore:GetUserId was denied (AccessDeniedException).',
  );
});

test('a message says that an administrator of the security account can switch Trailwarden off', async () => {
  const own = { accountId: SECURITY, role: 'Admin', name: 'alice', key: 'ASIAALICE' };
  const { message } = await tell({ evidence: evidenceOf(stopLogging(sessionIdentity(own))) });
  expect(message).toContain(
    `works from account ${SECURITY}, where Trailwarden can be switched off`,
  );
  expect(message).toContain('do not go by their answer alone');
});

test('a message says when a person used one of our own roles, also one in a member account', async () => {
  const guard = { accountId: MEMBER, role: 'trailwarden-guard', name: 'x', key: 'ASIAGUARD' };
  const { message } = await tell({ evidence: evidenceOf(stopLogging(sessionIdentity(guard))) });
  expect(message).toContain(
    'The role trailwarden-guard is Trailwarden’s own, and a person used it',
  );
});

test('a message says when the identity that did it gave the answer', async () => {
  const acknowledgement = { as: 'planned', by: BY, at: AT } as const;
  const { message } = await tell({ actors: [BY], acknowledged: true, acknowledgement });
  expect(message).toContain(`planned, by ${BY}, the same identity that did it`);
});

test('a message says no such thing of any other identity', async () => {
  const { message } = await tell({ evidence: evidenceOf(stopLogging(identity)) });
  expect(message).not.toContain('Careful');
});

const by = (source: Contact['source'], address: string): Contact => ({
  ...{ source, address, channel: 'email', why: 'It says so.' },
});

test('our own administrator gets the message, never alone, and each reminder adds the next contact', async () => {
  const mails: Mail[] = [];
  const channels = { mail: { kind: 'email', from: 'warden@example.com', contacts: true } };
  const notifier = notifying(
    { table, receivers, clock },
    { channels, rules: [{ to: ['mail'] }] },
    async (mail) => {
      mails.push(mail);
    },
  );
  const own = { accountId: SECURITY, role: 'Admin', name: 'alice', key: 'ASIAALICE' };
  await planReminders(notifier);
  const write = await writeIncident(table, {
    evidence: evidenceOf(stopLogging(sessionIdentity(own))),
    openedAt: clock.at.toISOString(),
    contacts: {
      asked: [],
      contacts: [
        by('identity-store', 'alice@example.com'),
        by('account-tag', 'owner@example.com'),
        by('default', 'soc@example.com'),
      ],
    },
  });
  await planWrites(notifier, [write]);
  for (const minutes of [0, 15, 45]) {
    clock.at = new Date(clock.at.getTime() + minutes * 60_000);
    await planReminders(notifier);
    await serveAll(notifier);
  }
  expect(mails.map(({ to }) => to.join(' '))).toEqual([
    'alice@example.com owner@example.com',
    'alice@example.com owner@example.com',
    'alice@example.com owner@example.com soc@example.com',
  ]);
  expect(mails[0]?.text).toContain('do not go by their answer alone');
  expect(mails[1]?.text).toContain('Not answered');
});
