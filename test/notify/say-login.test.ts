import { expect, test } from '@jest/globals';
import { aLoginIncident } from '../../services/cli/docs/login/a-login-incident';
import type { Incident } from '../../shared/domain/incident';
import { type TransitionKind, transitionKinds } from '../../shared/domain/notification';
import { plainText } from '../../shared/tell/notify/plain-text';
import { say } from '../../shared/tell/notify/say';
import { aNotice } from './a-notice';

const ID = aLoginIncident().id;
const said = (incident: Incident, kind: TransitionKind) =>
  say({ incident, notices: [aNotice({ kind })] });

/** As it stood when so many moments were on its timeline. */
function after(moments: number, different: Partial<Incident> = {}): Incident {
  const { acknowledgement: _, restoredAt: __, ask, ...known } = aLoginIncident();
  const { ended: ___, ...open } = ask ?? { question: '', byDefault: '', askedAt: '', until: '' };
  const timeline = known.timeline.slice(0, moments);
  return { ...known, state: 'escalated', acknowledged: false, ask: open, timeline, ...different };
}

test('the question has the commands that answer it', () => {
  const question = after(4, {
    ask: {
      question: 'Was this login planned?',
      byDefault: 'nothing is done, and a person has to look.',
      ...{ askedAt: '2026-11-21T02:13:39.185Z', until: '2026-11-21T02:23:39.185Z' },
    },
  });
  const { title, next, commands } = said(question, 'asked');
  expect(title).toBe(
    '[medium] An answer is needed by 2026-11-21T02:23:39.185Z: 444455556666: instance i-0b1c2d3e4f5a6b7c8',
  );
  expect(next[0]).toBe('Answer (below) by 2026-11-21T02:23:39.185Z: Was this login planned?');
  expect(commands).toEqual(
    expect.arrayContaining([
      `trailwarden ack ${ID} --as planned --note "why"`,
      `trailwarden ack ${ID} --as not-me`,
    ]),
  );
  expect(commands.join()).not.toMatch(/release|trailwarden plan/);
});

test('while the machine is contained, every message has the command that releases it', () => {
  const { title, facts, commands } = said(after(18), 'asked');
  expect(title).toContain('An answer is needed');
  expect(commands).toContain(`trailwarden release ${ID}`);
  expect(facts.find(({ name }) => name === 'Now')?.text).toBe(
    'An answer is waited for until 2026-11-24T03:14:31.062Z.',
  );
  const notMe = { as: 'not-me', by: 'ann', at: '2026-11-21T02:17:41.000Z' } as const;
  const ended = said(after(8, { acknowledged: true, acknowledgement: notMe }), 'escalated');
  expect(ended.title).toBe(
    '[medium] A person is needed: login in 444455556666: instance i-0b1c2d3e4f5a6b7c8, contained, by Support/mallory',
  );
  expect(ended.commands).toContain(`trailwarden release ${ID}`);
  expect(said(aLoginIncident(), 'restored').commands.join()).not.toContain('release');
});

test.each(transitionKinds)('no message of a login speaks of a trail (%s)', (kind) => {
  for (const incident of [aLoginIncident(), after(1, { state: 'open' }), after(8)]) {
    const text = JSON.stringify(said(incident, kind)).replaceAll('cloudtrailv2', '');
    expect(text).not.toMatch(/CloudTrail|tampered|blind|baseline|put back yet/);
    expect(plainText(said(incident, kind)).length).toBeGreaterThan(50);
  }
});
