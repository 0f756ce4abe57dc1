import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { hooks } from '../../services/sandbox';
import { openMail } from '../../shared/aws/notify/send-mail';
import type { Contact } from '../../shared/domain/contact';
import type { Incident } from '../../shared/domain/incident';
import { deliverToEmail } from '../../shared/tell/notify/channels/email';
import { parseConfiguration } from '../../shared/tell/notify/configuration';
import type { Letter } from '../../shared/tell/notify/letter';
import { fullIncident } from '../builders/a-full-incident';
import { anIncident } from '../builders/an-incident';
import { HOSTILE } from '../report/incidents';
import {
  type OrganizationUnderTest,
  organizationUnderTest,
  security,
} from '../sandbox/core/organization-under-test';
import { aNotice } from './a-notice';

let organization: OrganizationUnderTest;
let sendMail: ReturnType<typeof openMail>;
beforeAll(async () => {
  organization = await organizationUnderTest();
  const { endpoint, credentials, world } = organization.sandbox;
  hooks.ses.state(world).known.add(`arn:aws:ses:us-east-1:${security}:identity/example.com`);
  sendMail = openMail({ endpoint, region: 'us-east-1', credentials: credentials(security) });
});
afterAll(() => organization.sandbox.close());

function settings(different: object) {
  const mail = { kind: 'email', from: 'warden@example.com', ...different };
  const { channels } = parseConfiguration(JSON.stringify({ channels: { mail } }));
  if (channels.mail?.kind !== 'email') throw new Error('there is one channel, of mail');
  return channels.mail;
}

const letter = (incidents: readonly Incident[], different: Partial<Letter['items'][0]> = {}) => ({
  id: 'inc_1',
  at: '2026-11-21T21:00:00.000Z',
  items: incidents.map((incident) => ({
    incident,
    notices: [aNotice({ channel: 'mail' })] as const,
    ...different,
  })),
  mayRepeat: false,
});

/** The newest mail that SES sent. */
async function sent(different: object, what: Letter) {
  expect(await deliverToEmail(settings(different), what, { sendMail })).toEqual({
    kind: 'delivered',
  });
  const mail = hooks.ses.state(organization.sandbox.world).mails.at(-1);
  if (!mail) throw new Error('no mail');
  return mail;
}

const FIXED = { to: ['soc@example.com'] };
const found = (...addresses: readonly string[]) =>
  fullIncident({
    contacts: {
      asked: [],
      contacts: addresses.map(
        (address): Contact => ({ address, channel: 'email', source: 'account-tag', why: 'A tag.' }),
      ),
    },
  });

test('a mail says what happened, what to do, and how to answer, with and without HTML', async () => {
  const { text = '', html = '', to, from } = await sent(FIXED, letter([anIncident()]));
  expect([from, to]).toEqual(['warden@example.com', ['soc@example.com']]);
  for (const part of [
    'Trail main was stopped; it is back.',
    'Was it you or your team?',
    anIncident().id,
  ]) {
    expect(text).toContain(part);
    expect(html).toContain(part);
  }
  expect(text).toContain(`trailwarden ack ${anIncident().id} --as planned`);
});

test('the mails of one incident have one subject and refer to one message, so that they are one thread', async () => {
  const mails = [
    await sent(FIXED, letter([anIncident({ state: 'open' })])),
    await sent(FIXED, letter([fullIncident()])),
  ];
  expect(new Set(mails.map(({ subject }) => subject)).size).toBe(1);
  expect(mails.map(({ headers }) => headers.References)).toEqual(
    mails.map(() => `<${anIncident().id}@trailwarden.invalid>`),
  );
  expect(mails[0]?.headers['Auto-Submitted']).toBe('auto-generated');
});

test('hostile names cannot become HTML, a header or a recipient', async () => {
  const hostile = anIncident({ sentence: HOSTILE, subjectId: HOSTILE, id: `x\r\nBcc: a@b.c` });
  const { html, subject, headers } = await sent(FIXED, letter([hostile]));
  expect(html).not.toContain('<script');
  expect(html).not.toContain('<img');
  expect(subject).toMatch(/^[ -~]+$/);
  expect(Object.keys(headers)).toEqual(['Auto-Submitted', 'References', 'In-Reply-To']);
});

test('the contacts of the incident get mail, one more of them with each reminder', async () => {
  const incident = found('owner@example.com', 'soc@example.com');
  const first = await sent({ contacts: true }, letter([incident]));
  expect(first.to).toEqual(['owner@example.com']);
  const second = await sent({ contacts: true }, letter([incident], { reminded: 1 }));
  expect(second.to).toEqual(['owner@example.com', 'soc@example.com']);
  const both = await sent({ contacts: true, to: ['SOC@example.com'] }, letter([incident]));
  expect(both.to).toEqual(['SOC@example.com', 'owner@example.com']);
});

test('an owner tag that holds no valid e-mail address receives no mail', async () => {
  const odd = found('a@b.c\r\nBcc: mallory@example.org', '#payments', 'owner@example.com');
  expect((await sent({ contacts: true }, letter([odd]))).to).toEqual(['owner@example.com']);
});

test('no mail is sent before the contacts are looked up, and the delivery says why', async () => {
  const asked = await deliverToEmail(settings({ contacts: true }), letter([anIncident()]), {
    sendMail,
  });
  expect(asked).toEqual({
    kind: 'delivered',
    ref: 'not sent yet: whom to tell is being looked up',
  });
});

test('a message is refused when no contact has an address, or when a reminder is due before the contacts are looked up', async () => {
  const reminder = { notices: [aNotice({ kind: 'reminder' })] as const };
  for (const what of [letter([found()]), letter([anIncident()], reminder)]) {
    expect(await deliverToEmail(settings({ contacts: true }), what, { sendMail })).toEqual({
      kind: 'refused',
      why: 'no contact of this incident has an e-mail address',
    });
  }
});

test('a storm is one mail to the fixed addresses', async () => {
  const many = [1, 2, 3].map((number) => anIncident({ id: `inc-${number}` }));
  const { subject, headers } = await sent(FIXED, letter(many));
  expect(subject).toContain('A flood: 3 incidents in 111122223333');
  expect(headers).not.toHaveProperty('References');
});
