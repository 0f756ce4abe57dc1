import { expect, test } from '@jest/globals';
import type { Incident } from '../../shared/domain/incident';
import type { TransitionKind } from '../../shared/domain/notification';
import { plainText } from '../../shared/notify/plain-text';
import { say } from '../../shared/notify/say';
import { fullIncident } from '../builders/a-full-incident';
import { anIncident } from '../builders/an-incident';
import { aNotice } from './a-notice';

const said = (incident: Incident, kind: TransitionKind = 'restored') =>
  say({ incident, notices: [aNotice({ kind })] });
const fact = (incident: Incident, name: string) =>
  said(incident).facts.find((one) => one.name === name)?.text;

test('a person is named with how sure we are, and why', () => {
  expect(fact(fullIncident(), 'Who')).toBe(
    'alice@example.com (certain: AWS wrote the user down with the session.)',
  );
});

test('while nobody has looked, it says so, and does not guess', () => {
  expect(fact(anIncident(), 'Who')).toContain('is not known yet');
});

test('what happened in the dark is counted, and whom to ask is named', () => {
  expect(fact(fullIncident(), 'In the dark')).toContain('9 by the same identity');
  expect(fact(fullIncident(), 'Ask')).toBe(
    'Alice Example, alice@example.com (email; The address of the user.)',
  );
});

test('where nothing was blind, a message does not speak of the dark', () => {
  const { dark } = fullIncident();
  if (!dark) throw new Error('It has none.');
  const lit = fullIncident({ windows: [], dark: { ...dark, lit: true } });
  expect(fact(lit, 'In the dark')).toBeUndefined();
  expect(fact(lit, 'Around it')).toContain('9 by the same identity');
  expect(said(lit, 'investigated').title).toMatch(/^What else the same identity did/);
});

test('an incident of which nothing optional is known is told all the same', () => {
  const { evidence: _, restoredAt: __, ...bare } = anIncident({ actors: [], techniques: [] });
  const text = plainText(said(bare));
  expect(text).toContain('Who: unknown');
  expect(text).toContain('From: an unknown address, with an unknown client');
  expect(text).not.toContain('undefined');
});

test('the commands answer this incident, until somebody has', () => {
  const { id } = anIncident();
  expect(said(anIncident()).commands).toContain(`trailwarden ack ${id} --as not-me`);
  expect(said(fullIncident(), 'acknowledged').commands).toEqual([
    `trailwarden incidents show ${id}`,
  ]);
});

test('a fight that no machine can end says that a person is needed first', () => {
  const fight = anIncident({
    state: 'escalated',
    escalation: 'It is tampered with again and again.',
  });
  expect(said(fight, 'escalated').title).toMatch(/^A person is needed/);
  expect(fact(fight, 'Now')).toBe('escalated: It is tampered with again and again.');
});
