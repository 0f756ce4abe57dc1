import { expect, test } from '@jest/globals';
import type { PartWindow } from '../../shared/domain/blind-in-part';
import type { Incident } from '../../shared/domain/incident';
import type { TransitionKind } from '../../shared/domain/notification';
import { plainText } from '../../shared/tell/notify/plain-text';
import { say } from '../../shared/tell/notify/say';
import { fullIncident } from '../builders/a-full-incident';
import { anIncident } from '../builders/an-incident';
import { aNotice } from './a-notice';

const said = (incident: Incident, kind: TransitionKind = 'restored') =>
  say({ incident, notices: [aNotice({ kind })] });
const answered = (as: 'planned' | 'not-me' | 'handled') =>
  anIncident({
    acknowledged: true,
    acknowledgement: { as, by: 'ann', at: '2026-11-21T21:00:00.000Z' },
  });
const fact = (incident: Incident, name: string) =>
  said(incident).facts.find((one) => one.name === name)?.text;

test('a person is named with the certainty and its reason', () => {
  expect(fact(fullIncident(), 'Who')).toBe(
    'alice@example.com (certain: AWS wrote the user down with the session.)',
  );
});

test('before the search a message has the chain of the record, and says that the person is not known yet', () => {
  const chain = anIncident().evidence?.actor.chain ?? [];
  expect(chain.length).toBeGreaterThan(1);
  expect(fact(anIncident(), 'Who')).toBe(
    `${chain.join(' → ')}; which human that is, is not known yet`,
  );
});

test('a message counts the calls in the dark, and names the contact', () => {
  expect(fact(fullIncident(), 'In the dark')).toContain('9 by the same identity');
  expect(fact(fullIncident(), 'Ask')).toBe(
    'Alice Example, alice@example.com (email; The address of the user.)',
  );
});

test('a message of an incident that blinded nothing does not mention the dark', () => {
  const { dark } = fullIncident();
  if (!dark) throw new Error('It has none.');
  const lit = fullIncident({ windows: [], dark: { ...dark, lit: true } });
  expect(fact(lit, 'In the dark')).toBeUndefined();
  expect(fact(lit, 'Around it')).toContain('9 by the same identity');
  expect(said(lit, 'investigated').title).toBe(
    '[critical] 13 other events around the tampering, 3 of them risky, in 111122223333: trail main',
  );
});

test('the title of the dark counts neither the call that stopped the trail nor our own, and says when nothing else was risky', () => {
  const { dark, evidence } = fullIncident();
  const [other] = dark?.risky ?? [];
  if (!dark || !other) throw new Error('It has none.');
  const stop = { ...other, event: { ...other.event, id: evidence?.eventId ?? '' } };
  const titled = (different: Partial<typeof dark>) =>
    said(fullIncident({ dark: { ...dark, ...different } }), 'investigated').title;
  expect(titled({ risky: [stop], riskyEvents: 1 })).toBe(
    '[critical] 12 other events while nothing was logged, none of them risky, in 111122223333: trail main',
  );
  expect(titled({ risky: [other, stop], riskyEvents: 2 })).toContain('1 of them risky');
  expect(titled({ risky: [stop], riskyEvents: 1, events: 2 })).toBe(
    '[critical] No other event while nothing was logged, in 111122223333: trail main',
  );
});

test('a message of a trail that was redirected and stopped has both, and names the bucket', () => {
  const from = { at: '2026-11-21T20:49:50.000Z', source: 'event' } as const;
  const what = 'its files went to s3://mallory';
  const blindInPart = [{ technique: 'redirect-delivery', part: 'settings', what, from }];
  const part = `in part: ${what}, from ${from.at} (by the event) still`;
  const { restoredAt: _, ...open } = anIncident({ state: 'open', blindInPart });
  const stopped = { ...open, windows: [], blindMs: 0, blindSince: '2026-11-21T20:50:10.000Z' };
  expect(fact(stopped, 'Blind')).toBe(`since 2026-11-21T20:50:10.000Z; ${part}`);
  expect(fact(open, 'Blind')).toBe(`2 min 5 s; ${part}`);
});

test('a finding of a look began no earlier than the last look that found the subject whole', () => {
  const what = 'its files went to s3://mallory';
  const part = { technique: 'redirect-delivery', part: 'settings', what } as const;
  const clock = (time: string) => ({ at: `2026-11-21T${time}Z`, source: 'clock' }) as const;
  const moment = (kind: 'tampered' | 'restored', time: string, text = 'read back') => {
    const { at } = clock(time);
    return { at, kind, text };
  };
  const call = (time: string) => moment('tampered', time, 'UpdateTrail by eve from 1.2.3.4');
  const told = (blindInPart: readonly PartWindow[], ...timeline: Incident['timeline']) =>
    fact(anIncident({ blindInPart, timeline, windows: [], blindMs: 0 }), 'Blind');
  const first = { ...part, from: clock('20:10:00.100'), to: clock('20:10:00.240') };
  const whole = [call('20:00:00.000'), moment('restored', '20:01:00.000')];
  const unheard = `in part: ${what}, from ${first.from.at} (by our look) to ${first.to.at}, 140 ms`;
  expect(told([first], ...whole)).toBe(unheard);
  const heard = [call('20:09:59.000'), call('20:10:00.000')];
  expect(told([first], ...whole, ...heard)).toBe(
    `in part: ${what}, from 2026-11-21T20:09:59.000Z (by the event) to ${first.to.at}, at most 1.2 s`,
  );
  const again = { ...part, from: clock('20:30:05.000'), to: clock('20:30:05.300') };
  expect(told([first, again], ...whole, ...heard, call('20:30:04.000'))).toBe(
    `in part: ${what}, 2 times from 2026-11-21T20:09:59.000Z (by the event) to ${again.to.at}, at most 2.5 s in all`,
  );
  const sameSecond = [moment('restored', '20:10:00.050'), call('20:10:00.000')];
  expect(told([first], ...sameSecond)).toContain('from 2026-11-21T20:10:00.000Z (by the event)');
});

test('an incident of an older version takes its time in part blind from its report', () => {
  const { dark } = fullIncident();
  const partly = 'in part: nothing of the member accounts was logged, from 20:49 to 20:51, 2 min';
  const older = fullIncident({
    windows: [],
    blindMs: 0,
    ...(dark && { dark: { ...dark, partly } }),
  });
  expect(fact(older, 'Blind')).toBe(partly);
  const still = 'in part: nothing of the member accounts was logged, from 20:49 still';
  const lasting = { ...older, ...(dark && { dark: { ...dark, partly: still } }) };
  expect(fact(lasting, 'Blind')).toBe(`${still} at ${dark?.at}`);
});

test('an incident without any optional field has a complete message', () => {
  const { evidence: _, restoredAt: __, ...bare } = anIncident({ actors: [], techniques: [] });
  const text = plainText(said(bare));
  expect(text).toContain('Who: unknown');
  expect(text).toContain('From: an unknown address, with an unknown client');
  expect(text).not.toContain('undefined');
});

test('the commands offer an answer to this incident until it is answered', () => {
  const { id } = anIncident();
  expect(said(anIncident()).commands).toContain(`trailwarden ack ${id} --as not-me`);
  expect(said(answered('planned'), 'acknowledged').commands).toEqual([
    `trailwarden incidents show ${id}`,
  ]);
});

test('the title of a fight begins with the need for a person', () => {
  const fight = anIncident({
    state: 'escalated',
    escalation: 'It is tampered with again and again.',
  });
  expect(said(fight, 'escalated').title).toBe(
    '[critical] A person is needed: CloudTrail tampered with in 111122223333: trail main, back for now, by Admin/mallory',
  );
  expect(fact(fight, 'Now')).toBe('escalated: It is tampered with again and again.');
});

test('the answer planned or handled leaves no next step; the answer not-me lists the steps of containment', () => {
  expect(said(answered('planned'), 'acknowledged').next).toEqual([]);
  expect(said(answered('handled'), 'investigated').next).toEqual([]);
  const { next, commands } = said(answered('not-me'), 'acknowledged');
  expect(next[0]).toMatch(/^In 111122223333, end the sessions of role Admin/);
  expect(commands[0]).toMatch(/^aws iam put-role-policy --role-name Admin /);
  expect(commands).toContain(`trailwarden ack ${anIncident().id} --as handled --note "why"`);
});

test('before an answer there are three next steps, and the first command stops the actor', () => {
  const { next, commands } = said(anIncident());
  expect(next).toHaveLength(3);
  expect(next[0]).toMatch(/^Was it you or your team\? Answer planned/);
  expect(next[1]).toMatch(/^If not: .* \(first command\), then answer not-me\.$/);
  expect(commands[0]).toMatch(/^aws /);
});

test('the name of an account stands before its id in the title', () => {
  const named = anIncident({ accountName: 'payments', accountId: '444455556666' });
  expect(said(named).title).toBe(
    '[critical] CloudTrail tampered with in payments (444455556666): trail main, put back, by Admin/mallory',
  );
});

test('what was done to a bucket is not called tampering with CloudTrail', () => {
  const subjectId = 'arn:aws:s3:::pictures';
  const bucket = anIncident({ subjectKey: `bucket#${subjectId}`, subjectId });
  expect(said(bucket).title).toBe(
    '[critical] Access to a bucket changed in 111122223333: bucket pictures, put back, by Admin/mallory',
  );
});

test('a message that is sent late gives the state of the incident at the time of sending', () => {
  expect(said(anIncident({ state: 'restored' }), 'opened').title).toContain('put back');
  expect(said(anIncident({ state: 'open' }), 'opened').title).toContain('not put back yet');
});

test('a later message in a channel has only what is new, by the kind of notice', () => {
  const later = (kind: TransitionKind) =>
    say({ incident: fullIncident(), notices: [aNotice({ kind })], toldBefore: true });
  const names = (kind: TransitionKind) => later(kind).facts.map(({ name }) => name);
  expect(names('identified')).toEqual(['What', 'Who', 'Ask', 'Not known']);
  expect(names('investigated')).toEqual(expect.arrayContaining(['In the dark', 'Risky']));
  expect(names('investigated')).not.toContain('Who');
  expect(names('acknowledged')).toEqual(expect.arrayContaining(['Answer']));
  expect(plainText(later('identified')).length).toBeLessThan(
    plainText(said(fullIncident())).length,
  );
});

test('a repeat has its number and the new actor', () => {
  const again = { times: 2, at: '2026-11-21T21:00:00.000Z', actor: 'user/eve' };
  const repeated = said(anIncident({ again }), 'again');
  expect(repeated.title).toContain('tampered with again (2nd time)');
  expect(repeated.facts).toContainEqual({ name: 'New', text: '2nd time, now also by user/eve' });
});

test('the groups of the dark add up', () => {
  const text = fact(fullIncident(), 'In the dark') ?? '';
  const [all = 0, ...parts] = [...text.matchAll(/(\d+)(?= (?:recovered|by))/g)].map(Number);
  expect(parts.reduce((sum, one) => sum + one, 0)).toBe(all);
});

test('links lead to the call in the Region that recorded it, and to our own page if its address is known', () => {
  const { links } = say({
    incident: anIncident(),
    notices: [aNotice()],
    docs: 'https://git.example.com/trailwarden/docs',
  });
  expect(links.map(({ url }) => url)).toEqual([
    'https://eu-west-1.console.aws.amazon.com/cloudtrailv2/home?region=eu-west-1#/events/6f1e2d3c-0000-4000-8000-000000000001',
    'https://eu-west-1.console.aws.amazon.com/cloudtrailv2/home?region=eu-west-1#/trails/arn:aws:cloudtrail:eu-west-1:111122223333:trail/main',
    'https://git.example.com/trailwarden/docs/techniques/stop-logging.md',
  ]);
});
