import { readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { expect, test } from '@jest/globals';
import { runbooks } from '../../shared/runbooks/catalogue';
import { findTechnique } from '../../shared/techniques/catalogue';

const FOLDER = join(__dirname, '../../shared/runbooks');
const all = Object.values(runbooks).flat();

test('every file of a runbook is in the catalogue, under the name of the file', () => {
  for (const [subject, catalogued] of Object.entries(runbooks)) {
    const files = readdirSync(join(FOLDER, subject)).map((file) => basename(file, '.ts'));
    expect(catalogued.map(({ id }) => id).sort()).toEqual(files.sort());
  }
});

test.each(all)(
  'runbook $id undoes techniques that exist, on its own kind of subject',
  (runbook) => {
    const subjects = runbook.undoes.map((id) => findTechnique(id)?.subject);
    expect(subjects.length).toBeGreaterThan(0);
    expect([...new Set(subjects)]).toEqual([runbook.subject]);
  },
);

test('no technique is undone by two runbooks', () => {
  const undone = all.flatMap(({ undoes }) => undoes);
  expect([...new Set(undone)]).toEqual(undone);
});
