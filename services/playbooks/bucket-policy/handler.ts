import { runTask, type Task } from '../run-task';
import { answer } from './answer';
import { apply } from './apply';
import { ask } from './ask';
import { escalate } from './escalate';
import { gather } from './gather';
import { judge } from './judge';
import { keep } from './keep';
import type { Input, Ports } from './ports';
import { putBack } from './put-back';
import { readBack } from './read-back';
import { record } from './record';
import { report } from './report';
import { restore } from './restore';
import { readSettings } from './settings';
import { wire } from './wire';

/** By the state that does it: machine.asl.json. */
export const tasks: Readonly<Record<string, Task<Ports, Input>>> = {
  Gather: gather,
  Judge: judge,
  Restore: restore,
  ReadBack: readBack,
  Record: record,
  Ask: ask,
  Answer: answer,
  Apply: apply,
  PutBack: putBack,
  Keep: keep,
  Report: report,
  Escalate: escalate,
};

let ports: Ports | undefined;

/** Lambda entry point: the work of one state. What it rejects with is the state's error. */
export async function handler(input: Input): Promise<object> {
  ports ??= wire(readSettings(process.env));
  return runTask(tasks, ports, input);
}
