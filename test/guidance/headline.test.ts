import { describe, expect, test } from '@jest/globals';
import { SILENT_CHANNEL } from '../../shared/domain/heartbeat';
import { BECOME_GUARD } from '../../shared/domain/impostor';
import { type Incident, incidentStates, type TimelineEntry } from '../../shared/domain/incident';
import { describeLeft } from '../../shared/restore/differences';
import { allTechniques } from '../../shared/tampering/catalogue';
import { fightText, headlineOf } from '../../shared/tampering/guidance/headline';
import { plainText } from '../../shared/tell/notify/plain-text';
import { say } from '../../shared/tell/notify/say';
import { titleOf } from '../../shared/tell/notify/title-of';
import { formats } from '../../shared/tell/report/formats';
import { nowText } from '../../shared/tell/report/sections/at-a-glance';
import { deliveryRows } from '../../shared/watch/delivery/rows';
import { anIncident } from '../builders/an-incident';
import { at } from '../builders/at';
import { aNotice } from '../notify/a-notice';

const STALE = 'It is broken right now.';

const told = [
  ...allTechniques.map(({ id, subject }) => ({ id, subject: `${subject}#x` })),
  ...Object.values(deliveryRows).map(({ row }) => ({ id: row, subject: 'trail#x' })),
  { id: SILENT_CHANNEL, subject: 'silence#x' },
  { id: BECOME_GUARD, subject: 'trail#x' },
  { id: BECOME_GUARD, subject: 'warden#x' },
];

/** Every text in which a person reads of an incident. */
const channels: Readonly<Record<string, (incident: Incident) => string>> = {
  list: ({ timeline: _, ...listed }) => headlineOf(listed),
  show: (incident) => formats.md(incident, MAKING).replaceAll('\\', ''),
  html: (incident) => formats.html(incident, MAKING).replaceAll('&#39;', "'"),
  json: (incident) => JSON.parse(formats.json(incident, MAKING)).headline,
  asff: (incident) => JSON.parse(formats.asff(incident, MAKING)).Title,
  ocsf: (incident) => JSON.parse(formats.ocsf(incident)).message,
  message: (incident) => plainText(say({ incident, notices: [aNotice({})] })),
};
const MAKING = {
  at: '2026-11-21T21:00:00.000Z',
  importer: { accountId: '222233334444', region: 'eu-west-1' },
};

const WHOLE_AT = '2026-11-21T20:51:55.000Z';

const standing: Readonly<Record<string, Partial<Incident>>> = {
  open: { state: 'open', outcome: 'failed' },
  restored: { state: 'restored', restoredAt: WHOLE_AT },
  'escalated and whole': { state: 'escalated', restoredAt: WHOLE_AT },
  escalated: { state: 'escalated', outcome: 'escalated', escalation: 'A person must.' },
  attempted: { state: 'attempted', outcome: 'unchanged' },
};

test('the cases here cover every state', () => {
  const states = Object.values(standing).map(({ state }) => state);
  expect([...new Set(states)].sort()).toEqual([...incidentStates].sort());
});

describe.each(Object.entries(standing))('%s', (name, different) => {
  test.each(told)('the headline of $id is true, in every channel', ({ id, subject }) => {
    const { restoredAt: _, ...bare } = anIncident();
    const incident = {
      ...bare,
      ...{ techniques: [id], subjectKey: subject, sentence: STALE, timeline: [], windows: [] },
      ...different,
    };
    const headline = headlineOf(incident);
    const isWhole = name === 'restored' || name === 'escalated and whole';
    if (isWhole) {
      // What was found is past: only that it is whole is of now.
      expect(headline).toMatch(/^[A-Z][^;]* was [^;]+; it (is|delivers) [^;]*(again|back)\.$/);
      expect(headline.split(';')[0]).not.toMatch(/ (is|are|has|have|no longer) /);
      expect(headline).not.toContain(STALE);
    } else if (name === 'attempted' && allTechniques.some((one) => one.id === id)) {
      expect(headline).toMatch(/^A caller tried to [a-z].+; AWS refused\.$/);
    } else if (headline !== STALE) expect(headline).toMatch(/; it is not .+ yet\.$/);
    for (const [channel, tell] of Object.entries(channels)) {
      expect([channel, tell(incident)]).toEqual([channel, expect.stringContaining(headline)]);
    }
  });
});

/** Incidents without a baseline to compare with, and incidents on subjects that were not read. */
const elsewhere: Readonly<Record<string, readonly [Partial<Incident>, RegExp]>> = {
  'gone, which had no baseline': [
    { state: 'restored', standing: 'gone', outcome: 'unchanged', restoredAt: WHOLE_AT },
    /; it is gone: it had no baseline, so nothing puts it back\.$/,
  ],
  'gone, after a fight': [
    { state: 'escalated', standing: 'gone', outcome: 'unchanged', restoredAt: WHOLE_AT },
    /; it is gone: it had no baseline, so nothing puts it back\.$/,
  ],
  'gone, by an impostor': [
    { state: 'escalated', standing: 'gone', outcome: 'escalated', escalation: 'A person must.' },
    /; it is gone: it had no baseline, so nothing puts it back\.$/,
  ],
  'there without a baseline': [
    { state: 'escalated', standing: 'unguarded', outcome: 'escalated', escalation: 'Unfit.' },
    /; it has no baseline, so nothing puts it back\.$/,
  ],
  retired: [
    { state: 'restored', standing: 'retired', outcome: 'unchanged', restoredAt: WHOLE_AT },
    /; it is retired: nothing of it is guarded any more\.$/,
  ],
  'unread and open': [
    { state: 'open', unread: 'now', outcome: 'failed' },
    /; it could not be looked at since\.$/,
  ],
  'unread and escalated': [
    { state: 'escalated', unread: 'now', outcome: 'escalated', escalation: 'It was denied.' },
    /; it could not be looked at since\.$/,
  ],
};

describe.each(Object.entries(elsewhere))('%s', (name, [different, end]) => {
  test.each(told)('the headline of $id is true, in every channel', ({ id, subject }) => {
    const { restoredAt: _, ...bare } = anIncident();
    const incident = {
      ...bare,
      ...{ techniques: [id], subjectKey: subject, sentence: STALE, timeline: [], windows: [] },
      ...{ events: 3, ...different },
    };
    const headline = headlineOf(incident);
    // Of what does not arrive, what was found says more while it lasts.
    if (headline !== STALE) expect(headline).toMatch(end);
    else expect(incident.state).not.toBe('restored');
    for (const [channel, tell] of Object.entries(channels)) {
      const text = tell(incident);
      expect([channel, text]).toEqual([channel, expect.stringContaining(headline)]);
      expect([channel, text]).toEqual([channel, expect.not.stringMatching(BACK)]);
    }
    expect([name, titleOf({ incident, notices: [aNotice({})] })]).toEqual([
      name,
      expect.not.stringMatching(/put back|back for now/),
    ]);
  });

  test('an incident without a technique names no possible one', () => {
    const incident = { ...anIncident({ techniques: [], sentence: STALE }), ...different };
    expect(headlineOf(incident)).not.toMatch(/ was (deleted|stripped|stopped|given)/);
  });
});

/** Texts that only a subject that equals its baseline may have. */
const BACK = /it is back|as it must be again|baseline says again|Everything is as it must be/;

test('the headline of an unreadable subject says so, and later that it could not be read for a while', () => {
  const unread = anIncident({
    techniques: [],
    sentence: `trail main: ${STALE}`,
    state: 'escalated',
  });
  const { restoredAt: _, ...now } = { ...unread, unread: 'now' as const };
  expect(headlineOf(now)).toBe(
    'Trail main could not be looked at: whether it is as it must be is not known.',
  );
  expect(headlineOf({ ...unread, unread: 'before' })).toBe(
    'Trail main could not be looked at for a while; it is as it must be.',
  );
});

const done = (...names: readonly string[]): readonly TimelineEntry[] =>
  names.map((name, index) => ({
    at: new Date(Date.parse('2026-11-21T20:00:00Z') + index * 19_000).toISOString(),
    kind: 'tampered',
    text: `${name} by arn:aws:sts::111122223333:assumed-role/Admin/mallory from 203.0.113.7`,
  }));

test('the headline has all techniques, worst first, with their numbers', () => {
  const incident = anIncident({
    techniques: ['change-tags', 'delete-trail', 'stop-logging'],
    timeline: done('StopLogging', 'DeleteTrail', 'StopLogging', 'DeleteTrail', 'AddTags'),
    events: 5,
  });
  expect(headlineOf(incident)).toBe(
    'Trail main was deleted twice, stopped twice and given other tags; it is back.',
  );
  const blindSince = '2026-11-21T20:51:00.000Z';
  expect(headlineOf({ ...incident, state: 'open', blindSince })).toBe(
    'Trail main was deleted twice, stopped twice and given other tags; it is not back yet.',
  );
  expect(headlineOf({ ...incident, state: 'open' })).toBe(
    'Trail main was deleted twice, stopped twice and given other tags; it is not all there yet.',
  );
});

test('the headline says "at least" when the timeline is incomplete', () => {
  const timeline = done('StopLogging', 'StopLogging', 'StopLogging');
  expect(headlineOf(anIncident({ timeline, events: 700 }))).toBe(
    'Trail main was stopped at least 3 times; it is back.',
  );
});

test('a call that several techniques make is not counted for one of them', () => {
  const incident = anIncident({
    techniques: ['change-key'],
    timeline: done('UpdateTrail', 'UpdateTrail'),
    events: 2,
  });
  expect(headlineOf(incident)).toBe('Trail main was given another key; it is back.');
});

test('the text of a fight over a restored subject has the actor, the number of changes and what ends it', () => {
  const techniques = [
    ...['stop-logging', 'delete-trail', 'change-key'],
    ...['drop-insights', 'change-tags'],
  ];
  const timeline = done('StopLogging', 'DeleteTrail', 'UpdateTrail', 'PutInsightSelectors');
  const fight = anIncident({ state: 'escalated', techniques, timeline, events: 5 });
  expect(fightText(fight)).toBe(
    'Everything is as it must be now. The same identity changed 5 things in 57 s: take its access away.',
  );
  for (const channel of ['show', 'html', 'message'] as const) {
    expect(channels[channel]?.(fight)).toContain('The same identity changed 5 things in 57 s');
  }
  const { restoredAt: _, ...broken } = fight;
  expect(fightText(broken)).toBeUndefined();
});

test('the text of a fight that only looks found has the number of dark times, and names no actor', () => {
  const windows = [0, 20, 40].map((second) => ({
    from: { at: at(second), source: 'GetTrailStatus' as const },
    to: { at: at(second + 9), source: 'GetTrailStatus' as const },
  }));
  const timeline = done('StopLogging').map((entry) => ({ ...entry, at: at(0) }));
  const found = anIncident({ state: 'escalated', events: 0, windows, timeline });
  const text =
    'Everything is as it must be now. One or more callers did it 3 times in 40 s: take their access away.';
  expect(fightText(found)).toBe(text);
  expect(channels.show?.(found)).toContain('found by looks; no event is counted on it');
  const [once] = windows;
  expect(fightText({ ...found, windows: once ? [once] : [] })).toBeUndefined();
});

test('a person who took over a role of ours is named once known', () => {
  const incident = anIncident({ techniques: ['become-guard', 'stop-logging'] });
  expect(headlineOf(incident)).toBe(
    'Trail main was stopped and tampered with by an attacker who had become a role of Trailwarden’s own; it is back.',
  );
  const person = { name: 'alice', certainty: 'likely' } as const;
  expect(headlineOf({ ...incident, person })).toBe(
    'Trail main was stopped and tampered with by alice (likely), who had become a role of Trailwarden’s own; it is back.',
  );
  expect(headlineOf({ ...incident, state: 'attempted' })).toBe(
    'A caller who had become a role of Trailwarden’s own tried to stop a trail; AWS refused.',
  );
  const odd = { name: '$& and $`', certainty: 'certain' } as const;
  expect(headlineOf({ ...incident, person: odd })).toContain('tampered with by $& and $`, who had');
});

test('the name of an account stands beside its id in every text for people', () => {
  const incident = anIncident({ accountName: 'payments' });
  for (const channel of ['show', 'html', 'message'] as const) {
    expect(channels[channel]?.(incident)).toContain('payments (111122223333)');
  }
});

test('the headline of a reported event that was undone says so', () => {
  const row = { techniques: ['ORG-06'], subjectKey: 'report#ORG-06#p-1', sentence: 'It is so.' };
  expect(headlineOf(anIncident({ ...row, state: 'escalated' }))).toBe('It is so. It was undone.');
  expect(headlineOf(anIncident({ ...row, state: 'escalated', outcome: 'escalated' }))).toBe(
    'It is so.',
  );
});

test('a call that left a difference which is not weaker is told as such, and not as put back', () => {
  const left = describeLeft(['eventSelectors']);
  const subjectId = anIncident().subjectId;
  const incident = anIncident({
    ...{ techniques: ['narrow-event-selectors'], outcome: 'unchanged', windows: [], blindMs: 0 },
    sentence: `PutEventSelectors was called on trail ${subjectId}: ${left}.`,
  });
  const headline = 'PutEventSelectors was called on trail main; nothing of it is weaker.';
  expect(headlineOf(incident)).toBe(headline);
  expect(nowText(incident)).toBe(`Nothing to put back: ${left}.`);
  expect(titleOf({ incident, notices: [aNotice({})] })).toBe(
    '[critical] PutEventSelectors in 111122223333: trail main, and nothing of it is weaker, by Admin/mallory',
  );
  // What was put back, or was dark for a time, is told as before.
  for (const attack of [{ outcome: 'restored' }, { blindMs: 1 }] as const)
    expect(headlineOf({ ...incident, ...attack })).toMatch(/^Trail main .*; it is back\.$/);
});
