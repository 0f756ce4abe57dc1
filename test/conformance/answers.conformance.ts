import { readFileSync } from 'node:fs';
import { afterAll, expect, test } from '@jest/globals';
import { disagreements } from './answers/agreement';
import { type RecordedAnswer, recordedAnswers } from './answers/recorded-answers';
import { inScene } from './answers/scene';
import { situations } from './answers/situations';

/**
 * The sandbox is asked what AWS was asked. An answer without a situation is a failure like a wrong one: it is not
 * known whether the sandbox agrees.
 */
const recorded = recordedAnswers();
const fidelity = readFileSync('services/sandbox/FIDELITY.md', 'utf8');

type Outcome = 'agrees' | 'on purpose' | 'not asked' | 'unexplained';
const outcomes = new Map<string, Outcome>();
const reasons: string[] = [];

async function outcomeOf(answer: RecordedAnswer): Promise<Outcome> {
  const situation = situations[answer.id];
  if (!situation) return unexplained(answer, ['no situation is written']);
  if (typeof situation !== 'function') {
    if ('notAsked' in situation) return 'not asked';
    return fidelity.includes(situation.onPurpose)
      ? 'on purpose'
      : unexplained(answer, [`FIDELITY.md does not say: ${situation.onPurpose}`]);
  }
  try {
    const given = await inScene((scene) => situation(scene, answer));
    const wrong = disagreements(answer.answer, given);
    return wrong.length === 0 ? 'agrees' : unexplained(answer, wrong);
  } catch (error) {
    return unexplained(answer, [`the question failed: ${String(error)}`]);
  }
}

function unexplained(answer: RecordedAnswer, wrong: readonly string[]): Outcome {
  const { id, service, action, situation } = answer;
  reasons.push(`${id} ${service} ${action} | ${situation}\n    ${wrong.join('\n    ')}`);
  return 'unexplained';
}

test(`the sandbox answers as AWS was recorded to${recorded.length > 0 ? '' : ' (NOT COMPARED: no answers beside the repository)'}`, async () => {
  const only = process.env.ANSWERS_OF;
  for (const answer of recorded) {
    if (only && ![answer.id, answer.service].includes(only)) continue;
    outcomes.set(answer.id, await outcomeOf(answer));
  }
  expect(reasons.join('\n')).toBe('');
}, 300_000);

test('each situation is of a recorded answer, and no two answers share an id', () => {
  if (recorded.length === 0) return;
  const ids = recorded.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  expect(Object.keys(situations).filter((id) => !ids.includes(id))).toEqual([]);
});

/** The counts, for people: by service. */
afterAll(() => {
  const of = (service: string, outcome: Outcome) =>
    recorded.filter((one) => one.service === service && outcomes.get(one.id) === outcome).length;
  const columns = ['agrees', 'on purpose', 'not asked', 'unexplained'] as const;
  const services = [...new Set(recorded.map(({ service }) => service))].sort();
  const rows = services.map((service) => [service, ...columns.map((one) => of(service, one))]);
  const total = columns.map((_, at) =>
    rows.reduce((sum, row) => sum + Number(row[at + 1] ?? 0), 0),
  );
  const line = (cells: readonly (string | number)[]) =>
    cells.map((cell, at) => (at === 0 ? `${cell}`.padEnd(18) : `${cell}`.padStart(12))).join('');
  process.stdout.write(
    `${[['service', ...columns], ...rows, ['total', ...total]].map(line).join('\n')}\n`,
  );
});
