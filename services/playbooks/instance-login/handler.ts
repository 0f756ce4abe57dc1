import { runTask, type Task } from '../run-task';
import { answer } from './answer';
import { answerRelease } from './answer-release';
import { ask } from './ask';
import { askRelease } from './ask-release';
import { contain } from './contain';
import { decide } from './decide';
import { endLogin } from './end-login';
import { escalate } from './escalate';
import { identify } from './identify';
import { keep } from './keep';
import type { Input, Ports } from './ports';
import { release } from './release';
import { releaseHalf } from './release-half';
import { report } from './report';
import { readSettings } from './settings';
import { wire } from './wire';

/** By the state that does it: machine.asl.json. */
export const tasks: Readonly<Record<string, Task<Ports, Input>>> = {
  Identify: identify,
  Decide: decide,
  Ask: ask,
  Answer: answer,
  EndLogin: endLogin,
  Contain: contain,
  AskRelease: askRelease,
  AnswerRelease: answerRelease,
  Release: release,
  Keep: keep,
  Report: report,
  ReleaseHalf: releaseHalf,
  Escalate: escalate,
};

let ports: Ports | undefined;

/** Lambda entry point: the work of one state. What it rejects with is the state's error. */
export async function handler(input: Input): Promise<object> {
  ports ??= wire(readSettings(process.env));
  return runTask(tasks, ports, input);
}
