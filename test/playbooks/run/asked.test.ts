import { expect, test } from '@jest/globals';
import { say } from '../../../shared/tell/notify/say';
import { transitionsOf } from '../../../shared/tell/notify/transitions-of';
import { atAGlance } from '../../../shared/tell/report/sections/at-a-glance';
import { anIncident } from '../../builders/an-incident';
import { aNotice } from '../../notify/a-notice';

const ask = {
  question: 'Was this change of arn:aws:s3:::shop planned?',
  askedAt: '2026-11-21T21:00:00.000Z',
  until: '2026-11-22T01:00:00.000Z',
  byDefault: 'it stays as it is.',
};
const ended = { at: ask.until, as: 'unanswered', text: 'it stays as it is' } as const;
const asking = anIncident({ subjectKey: 'bucket#arn:aws:s3:::shop', ask });

test('a question is told once, though a retry writes it again with another end', () => {
  const { ask: _, ...before } = asking;
  const kinds = (was: object, is: object) =>
    transitionsOf(was, { revision: 2, ...is }).map(({ id }) => id);
  expect(kinds(before, asking)).toEqual([`asked#${ask.askedAt}`]);
  expect(kinds(asking, { ...asking, ask: { ...ask, until: '2026-11-22T01:00:02.000Z' } })).toEqual(
    [],
  );
  expect(kinds(asking, { ...asking, ask: { ...ask, ended } })).toEqual([]);
});

test('the message says what is asked, until when, what happens otherwise, and how to answer', () => {
  const said = say({ incident: asking, notices: [aNotice({ kind: 'asked' })], toldBefore: true });
  expect(said.title).toContain('An answer is needed by 2026-11-22T01:00:00.000Z');
  expect(said.facts.slice(0, 3)).toEqual([
    { name: 'Question', text: ask.question },
    { name: 'Until', text: ask.until },
    { name: 'If not', text: ask.byDefault },
  ]);
  expect(said.next[0]).toBe(`Answer (below) by ${ask.until}: ${ask.question}`);
  expect(said.commands).toEqual(
    expect.arrayContaining([
      `trailwarden ack ${asking.id} --as planned --note "why"`,
      `trailwarden ack ${asking.id} --as not-me`,
    ]),
  );
});

test('the report says what the playbook asked and did', () => {
  const incident = anIncident({
    ask: { ...ask, ended },
    playbook: { name: 'bucket-policy', endedAt: ask.until, lines: ['public: so.', 'It is back.'] },
  });
  const [block] = atAGlance(incident).blocks;
  expect(block?.kind === 'facts' && block.facts).toEqual(
    expect.arrayContaining([
      { name: 'Question', text: `${ask.question} unanswered at ${ask.until}: it stays as it is` },
      { name: 'Playbook', text: 'bucket-policy: public: so. It is back.' },
    ]),
  );
});
