import { expect, test } from '@jest/globals';
import type { Contact, ContactSource } from '../../shared/domain/contact';
import type { Transition } from '../../shared/domain/notification';
import { parseConfiguration } from '../../shared/tell/notify/configuration';
import { route } from '../../shared/tell/notify/route';
import { whomToTell } from '../../shared/tell/notify/whom-to-tell';
import { fullIncident } from '../builders/a-full-incident';
import { aNotice } from './a-notice';

const contact = (
  source: ContactSource,
  address: string,
  different: Partial<Contact> = {},
): Contact => ({ source, address, channel: 'email', why: 'It says so.', ...different });

const alice = contact('identity-store', 'alice@example.com');
const role = contact('principal-tag', 'mallory@example.com');
const owner = contact('account-tag', 'owner@example.com');
const soc = contact('default', 'soc@example.com');

const incident = (...contacts: readonly Contact[]) =>
  fullIncident({ contacts: { contacts, asked: [] } });
const told = (reminded: number, ...contacts: readonly Contact[]) =>
  whomToTell(incident(...contacts), reminded).map(({ address }) => address);

test('the best contact is told first, and each reminder adds the next', () => {
  expect(told(0, owner, soc)).toEqual(['owner@example.com']);
  expect(told(1, owner, soc)).toEqual(['owner@example.com', 'soc@example.com']);
  expect(told(9, owner, soc)).toEqual(['owner@example.com', 'soc@example.com']);
});

test('a contact who may be the actor is told together with a second contact', () => {
  expect(told(0, alice, role, owner, soc)).toEqual(['alice@example.com', 'owner@example.com']);
  expect(told(1, alice, role, owner, soc)).toEqual([
    'alice@example.com',
    'mallory@example.com',
    'owner@example.com',
  ]);
  expect(told(2, alice, role, owner, soc)).toEqual(told(1, alice, role, owner));
});

test('the actor’s own address counts as the actor’s, from any source', () => {
  expect(told(0, { ...owner, address: 'Alice@example.com' }, soc)).toEqual([
    'Alice@example.com',
    'soc@example.com',
  ]);
});

test('before the contacts are looked up there is no contact to tell', () => {
  const { contacts: _, ...unknown } = incident();
  expect(whomToTell(unknown, 5)).toEqual([]);
});

const secret = 'arn:aws:ssm:us-east-1:111122223333:parameter/trailwarden/slack';
const configuration = parseConfiguration(
  JSON.stringify({
    channels: {
      soc: { kind: 'slack', secret },
      payments: { kind: 'slack', secret },
      boss: { kind: 'slack', secret },
    },
    rules: [{ to: ['soc'] }],
    escalateTo: ['boss'],
  }),
);
const team = contact('file', '#payments', { channel: 'payments' });

test('a contact with a channel of ours is told there, in turn', () => {
  const reminder: Transition = { ...aNotice({ kind: 'reminder' }), reminder: 1 };
  expect(route(aNotice(), incident(team, soc), configuration)).toEqual(['soc', 'payments']);
  expect(route(aNotice(), incident(owner, team), configuration)).toEqual(['soc']);
  expect(route(reminder, incident(owner, team), configuration)).toEqual([
    'soc',
    'boss',
    'payments',
  ]);
});

test('a contact with an unknown channel adds none', () => {
  const odd = contact('file', '#x', { channel: 'constructor' });
  expect(route(aNotice(), incident(odd), configuration)).toEqual(['soc']);
});
