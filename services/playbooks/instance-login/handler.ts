import { runTask, type Task } from '../run-task';
import { answer } from './answer';
import { answerRelease } from './answer-release';
import { ask } from './ask';
import { askRelease } from './ask-release';
import { closeWay } from './close-way';
import { contain } from './contain';
import { copies } from './copies';
import { decide } from './decide';
import { endExaminer } from './end-examiner';
import { endLogin } from './end-login';
import { escalate } from './escalate';
import { examineOne } from './examine-one';
import { identify } from './identify';
import { keep } from './keep';
import { manifest } from './manifest';
import { memory } from './memory';
import type { Input, Ports } from './ports';
import { release } from './release';
import { releaseHalf } from './release-half';
import { report } from './report';
import { research } from './research';
import { readSettings } from './settings';
import { snapshots } from './snapshots';
import { volatile } from './volatile';
import { wire } from './wire';

/** By the state that does it: machine.asl.json. */
export const tasks: Readonly<Record<string, Task<Ports, Input>>> = {
  Identify: identify,
  Decide: decide,
  Ask: ask,
  Answer: answer,
  EndLogin: endLogin,
  Contain: contain,
  Memory: memory,
  Volatile: volatile,
  CloseWay: closeWay,
  Snapshots: snapshots,
  Copies: copies,
  Manifest: manifest,
  Research: research,
  ExamineOne: examineOne,
  EndExaminer: endExaminer,
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
