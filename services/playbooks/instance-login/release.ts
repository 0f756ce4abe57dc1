import {
  markReleased,
  readContainment,
} from '../../../shared/aws/playbooks/instance/containment-baseline';
import { putBackMachine } from '../../../shared/aws/playbooks/instance/put-back';
import { TaskError } from '../task-error';
import { rowOf } from './facts';
import { inTurn } from './in-turn';
import { judgement } from './judgement';
import { came } from './outcome';
import type { Input, Ports } from './ports';

/** Puts back what was there, read back. A difference that stays is a person's. */
export async function release(ports: Ports, input: Input): Promise<object> {
  const row = await rowOf(ports, input.incidentId);
  const kept = await readContainment(ports.table, ports.seal, row);
  if (kept === undefined) {
    await came(ports, input, 'nothing was to be put back');
    return {};
  }
  if (kept.kind === 'forged')
    throw new TaskError('Unfit', `What was there before is not to be believed: ${kept.why}.`);
  const clients = ports.containment(kept.baseline.machine);
  const { isGone, steps, told, others } = await inTurn(ports, input, async (mayGoOn) => {
    const done = await putBackMachine(clients, kept.baseline, judgement, mayGoOn);
    if (done.differences.length > 0 && done.refusal) throw done.refusal;
    if (done.differences.length > 0)
      throw new TaskError('NotYet', [...done.told, ...done.differences].join(' '));
    const at = ports.now().toISOString();
    const others = await markReleased(ports.table, row, kept.baseline, at);
    return { ...done, others };
  });
  const what = isGone
    ? `the machine is gone; what was made outside of it was taken away (${steps.length} steps)`
    : `put back as it was (${steps.length} steps)`;
  await came(ports, input, [what, ...told, ...others.map(alsoLetGo)].join('. '));
  return {};
}

const alsoLetGo = (id: string): string =>
  `${id} wanted it contained too, and nothing contains it now`;
