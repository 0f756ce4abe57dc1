import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import type { Technique } from '../../shared/domain/technique';
import { runbooks } from '../../shared/restore/runbooks/catalogue';
import {
  allTechniques,
  findTechnique,
  mayTamper,
  suspected,
  techniques,
} from '../../shared/tampering/catalogue';
import { techniqueText } from '../../shared/tampering/guidance/catalogue';
import { evidenceOf } from '../builders/a-signal';
import { exampleBaselines } from '../builders/example-baselines';
import { filesExporting } from '../builders/files-exporting';
import { forwardedCalls } from './forwarded-calls';

const FOLDER = join(__dirname, '../../shared/tampering');

const callsOf = ({ events }: Technique): readonly string[] =>
  Object.entries(events).flatMap(([source, names]) => names.map((name) => `${source} ${name}`));

test('every technique has an id of its own', () => {
  const ids = allTechniques.map(({ id }) => id);
  expect([...new Set(ids)]).toEqual(ids);
});

test('every file of a technique is in the catalogue, under the name of the file', () => {
  for (const [subject, catalogued] of Object.entries(techniques)) {
    expect(catalogued.map(({ id }) => id).sort()).toEqual(
      filesExporting(`Technique<'${subject}'>`, join(FOLDER, subject)),
    );
  }
});

test('every folder of techniques is a kind of subject in the catalogue', () => {
  const folders = readdirSync(FOLDER, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .filter((name) => !['detection', 'guidance', 'other', 'records', 'reported'].includes(name));
  expect(folders.sort()).toEqual(Object.keys(techniques).sort());
});

test.each(allTechniques)('technique $id says what a reader must know', (technique) => {
  expect(technique.id).toMatch(/^[a-z]+(-[a-z]+)*$/);
  expect(technique.title).toMatch(/^[A-Z][a-z]+ /); // a verb first
  expect(technique.row).toMatch(/^([A-Z]{2,3}|S3)-\d{2}$/);
  expect(technique.mitre.join()).toMatch(/^T\d{4}(\.\d{3})?(,T\d{4}(\.\d{3})?)*$/);
  expect(techniqueText(technique.id)).toMatchObject({
    description: expect.stringMatching(/\.$/),
    notRestorable: expect.stringMatching(/\.$/),
  });
});

test.each(allTechniques)(
  'technique $id is undone by a runbook, or says what a person has to do',
  ({ id, byHand }) => {
    const byRunbook = Object.values(runbooks)
      .flat()
      .some((runbook) => runbook.undoes.includes(id));
    expect({ byRunbook, byHand }).toEqual({
      byRunbook,
      byHand: byRunbook ? undefined : expect.stringMatching(/^[A-Z].{30,}\.$/),
    });
  },
);

test.each(allTechniques)('every call of technique $id is forwarded by the member template', (t) => {
  const forwarded = forwardedCalls();
  expect(callsOf(t).filter((call) => !forwarded.includes(call))).toEqual([]);
});

test.each(allTechniques)('the drill of technique $id makes a call the technique knows', (t) => {
  const calls = exampleBaselines[t.subject].flatMap(({ subject }) => t.drill(subject));
  const drilled = calls.map(({ call, recordedAs }) => recordedAs ?? call.split(':').at(-1));
  const known = Object.values(t.events).flat();
  expect(drilled.filter((name) => known.includes(String(name)))).not.toEqual([]);
});

test('a technique is found by its id, and only by it', () => {
  expect(findTechnique('stop-logging')?.title).toBe('Stop a trail');
  expect(findTechnique('stop')).toBeUndefined();
});

test('a call is suspected by its service and its name', () => {
  expect(suspected(evidenceOf()).map(({ id }) => id)).toEqual(['stop-logging']);
  expect(suspected(evidenceOf({ eventSource: 'dms.amazonaws.com' }))).toEqual([]);
  expect(mayTamper(evidenceOf({ eventName: 'StartLogging' }))).toBe(false);
});
