import type { InstanceClients } from '../../../shared/aws/playbooks/instance/clients';
import { keepIsolation } from '../../../shared/aws/playbooks/instance/containment-baseline';
import { lookAtMachine } from '../../../shared/aws/playbooks/instance/put-back';
import type { Steps } from '../../../shared/aws/playbooks/instance/refused-steps';
import type { ContainmentBaseline, MachineState } from '../../../shared/domain/containment';
import { contain } from '../../../shared/playbooks/instance-login/contain';
import { TaskError } from '../task-error';
import type { Ports, Row } from './ports';

export interface ContainedNow {
  readonly baseline: ContainmentBaseline;
  /** As it was read back; undefined where the machine is gone. */
  readonly now?: MachineState;
  /** What had to be called. */
  readonly calls: readonly string[];
}

/** A group's id is known only after it was made, so there is a round more. */
const MOST_ROUNDS = 6;

/** Contains a machine until what is there needs no step, or none that AWS does not refuse. */
export async function containedNow(
  { table, seal }: Pick<Ports, 'table' | 'seal'>,
  row: Row,
  clients: InstanceClients,
  taking: Steps,
  sealed: ContainmentBaseline,
): Promise<ContainedNow> {
  let baseline = sealed;
  const calls: string[] = [];
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const now = await lookAtMachine(clients, baseline);
    if (!now) return { baseline, calls };
    const steps = taking.open(contain(baseline, now).steps);
    if (steps.length === 0) return { baseline, now, calls };
    for (const step of steps) {
      const done = await taking.take(step);
      if (done) calls.push(step.call);
      if (!done?.groupId) continue;
      await keepIsolation(table, seal, row, done.groupId);
      baseline = { ...baseline, isolationId: done.groupId };
    }
  }
  throw new TaskError('NotYet', `${sealed.machine.instanceId} does not read back as contained.`);
}
