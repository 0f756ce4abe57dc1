import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import type { Baseline } from '../../shared/domain/baseline';
import type { Runbook } from '../../shared/domain/runbook';
import { stepCalls } from '../../shared/domain/step';
import { runbooks } from '../../shared/restore/runbooks/catalogue';
import { findTechnique } from '../../shared/tampering/catalogue';
import { aBaseline } from '../builders/a-baseline';
import { aFinding } from '../builders/a-finding';
import { exampleBaselines } from '../builders/example-baselines';
import { filesExporting } from '../builders/files-exporting';

const FOLDER = join(__dirname, '../../shared/restore/runbooks');
const all = Object.values(runbooks).flat();

test('every file of a runbook is in the catalogue, under the name of the file', () => {
  for (const [subject, catalogued] of Object.entries(runbooks)) {
    const files = filesExporting(`Runbook<'${subject}'>`, join(FOLDER, subject));
    expect(catalogued.map(({ id }) => id).sort()).toEqual(files);
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

test('the steps of a trail have one order: start, create, settings, selectors, tags, aggregation', () => {
  const findings = all.flatMap(({ undoes }) => undoes.map((technique) => aFinding(technique)));
  const calls = runbooks.trail.map((runbook) =>
    runbook
      .steps(
        findings.filter(({ technique }) => runbook.undoes.includes(technique)),
        aBaseline(),
      )
      .map(({ call }) => call.replace('cloudtrail:', '')),
  );
  expect(calls).toEqual([
    ['StartLogging'],
    [
      'CreateTrail',
      'StartLogging',
      'PutEventSelectors',
      'PutInsightSelectors',
      'PutEventConfiguration',
    ],
    ['UpdateTrail'],
    ['PutEventSelectors'],
    ['PutInsightSelectors'],
    ['AddTags'],
    ['PutEventConfiguration'],
  ]);
});

test('the list of steps is exactly the steps that runbooks take', () => {
  const taken = all.flatMap((runbook: Runbook) =>
    exampleBaselines[runbook.subject].flatMap((baseline: Baseline) =>
      runbook.steps(
        runbook.undoes.map((technique) => aFinding(technique)),
        baseline,
      ),
    ),
  );
  expect([...new Set(taken.map(({ call }) => call))].sort()).toEqual([...stepCalls].sort());
});
