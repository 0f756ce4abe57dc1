import { optionalText } from '../../core/input';
import { actionsOn } from '../../core/make-action';
import type { Call, World } from '../../core/service';
import { requiredText } from '../input';
import { statesRecord } from '../records';
import { refuse } from '../refusals';
import { type OpenTask, statesOf } from '../state';

/** Who has the token may answer, in the machine's account and Region; AWS knows no resource of these. */
const onTask = actionsOn({ record: statesRecord }, taskOfCall);

export const sendTaskSuccess = onTask((task, call) => {
  const text = requiredText(call, 'output');
  open(task).succeed(parsed(text));
});

export const sendTaskFailure = onTask((task, call) => {
  open(task).fail(optionalText(call.input, 'error'), optionalText(call.input, 'cause'));
});

export const sendTaskHeartbeat = onTask((task) => {
  open(task).beat();
});

/** What is missing is told first, then an unknown token, then the rest. [R] */
function taskOfCall(call: Call, world: World): OpenTask {
  const token = requiredText(call, 'taskToken');
  if (call.action === 'SendTaskSuccess') requiredText(call, 'output');
  const task = statesOf(world).tasks.get(token);
  if (task?.accountId !== call.accountId || task.region !== call.region) throw refuse.token();
  return task;
}

/** Refuses a task that was answered, or ran out of time. */
function open(task: OpenTask): OpenTask {
  if (task.closed.aborted) throw refuse.taskTimedOut();
  return task;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw refuse.output(text);
  }
}
