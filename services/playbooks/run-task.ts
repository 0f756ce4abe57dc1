import { asTaskError, TaskError } from './task-error';

/** What a state hands to its task. */
export interface TaskInput {
  readonly task: string;
  readonly incidentId: string;
  /** When the run began, ISO; only of playbooks that say it. */
  readonly startedAt?: string;
}

export type Task<Ports, Input extends TaskInput> = (ports: Ports, input: Input) => Promise<object>;

/** Does the task of a state. Rejects with an error by whose name the machine goes on. */
export async function runTask<Ports, Input extends TaskInput>(
  tasks: Readonly<Record<string, Task<Ports, Input>>>,
  ports: Ports,
  input: Input,
): Promise<object> {
  const { task: name, incidentId } = input;
  const task = Object.hasOwn(tasks, name) ? tasks[name] : undefined;
  try {
    if (!task) throw new TaskError('Unfit', `There is no task ${name}.`);
    const output = await task(ports, input);
    say({ kind: 'state', state: name, incidentId, output });
    return output;
  } catch (cause) {
    const error = asTaskError(cause);
    say({ kind: 'state', state: name, incidentId, failed: error.name, why: error.message });
    throw error;
  }
}

function say(line: object): void {
  process.stdout.write(`${JSON.stringify(line)}\n`);
}
