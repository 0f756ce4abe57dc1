import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import validate from 'asl-validator';
import { tasks } from '../../../services/playbooks/bucket-policy/handler';
import { tasks as loginTasks } from '../../../services/playbooks/instance-login/handler';
import { playbooks } from '../../../shared/domain/playbook';

const FOLDER = join(__dirname, '../../../services/playbooks');

interface State {
  readonly Type: string;
  readonly Parameters?: { readonly Payload?: { readonly task?: string } };
  readonly TimeoutSeconds?: number;
  readonly TimeoutSecondsPath?: string;
  readonly Retry?: readonly object[];
  readonly Catch?: readonly { readonly ErrorEquals: readonly string[]; readonly Next: string }[];
}

interface Machine {
  readonly TimeoutSeconds?: number;
  readonly States: Readonly<Record<string, State>>;
}

/** Every machine that ships, by the name of its playbook. */
const shipped = readdirSync(FOLDER)
  .filter((name) => existsSync(join(FOLDER, name, 'machine.asl.json')))
  .map((name) => {
    const text = readFileSync(join(FOLDER, name, 'machine.asl.json'), 'utf8');
    return { name, text, machine: JSON.parse(text) as Machine };
  });

test('there is a machine, and each is a playbook', () => {
  expect(shipped.length).toBeGreaterThan(0);
  for (const { name } of shipped) expect(playbooks).toContain(name);
});

test.each(shipped)('$name is a valid definition, by the author of a validator', ({ text }) => {
  // The name of a function has a place in the template only.
  const definition = JSON.parse(text.replace(/\$\{\w+\}/g, FUNCTION)) as object;
  const { isValid, errorsText } = validate(definition);
  expect(isValid ? '' : errorsText()).toBe('');
});

const FUNCTION = 'arn:aws:lambda:us-east-1:111122223333:function:f';

test.each(shipped)('$name ends, and whatever fails in it is escalated', ({ machine }) => {
  expect(machine.TimeoutSeconds).toBeGreaterThan(0);
  const working = Object.entries(machine.States).filter(([, { Type }]) =>
    ['Task', 'Map', 'Parallel'].includes(Type),
  );
  for (const [name, { Catch = [] }] of working.filter(([name]) => name !== 'Escalate')) {
    const last = Catch.at(-1);
    expect([name, last?.ErrorEquals]).toEqual([name, ['States.ALL']]);
    expect(machine.States[last?.Next ?? '']).toBeDefined();
  }
  for (const [name, state] of working.filter(([, { Type }]) => Type === 'Task')) {
    const { TimeoutSeconds, TimeoutSecondsPath, Retry = [] } = state;
    expect([name, TimeoutSeconds ?? TimeoutSecondsPath]).not.toEqual([name, undefined]);
    expect([name, Retry.length]).not.toEqual([name, 0]);
  }
});

// CloudFormation takes no null in a template, and the packaging drops it without a word.
test.each(shipped)('$name has no null in it', ({ text }) => {
  expect(text).not.toMatch(/:\s*null/);
});

test.each([
  ['bucket-policy', tasks],
  ['instance-login', loginTasks],
] as const)('each task of %s is a state’s, and each state’s task is there', (playbook, known) => {
  const { text = '' } = shipped.find(({ name }) => name === playbook) ?? {};
  // Those inside a Map too; two states may share a task.
  const named = [...text.matchAll(/"task": "(\w+)"/g)].map(([, task]) => task);
  expect([...new Set(named)].sort()).toEqual(Object.keys(known).sort());
});
