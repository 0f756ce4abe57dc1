import { classify } from '../../../shared/aws/classify';
import {
  createSnapshots,
  type SnapshotNow,
  shareSnapshot,
  snapshotsOf,
} from '../../../shared/aws/playbooks/instance/snapshots';
import { describeObstacle } from '../../../shared/domain/obstacle';
import { TaskError } from '../task-error';
import { loginOf, rowOf } from './facts';
import { came } from './outcome';
import type { Input, Ports } from './ports';
import { isClosed } from './read-or';

/** Of all volumes at one moment, shared with the forensic account. */
export async function snapshots(ports: Ports, input: Input): Promise<object> {
  const { incidentId } = input;
  const { instanceId } = await ports.run(incidentId);
  const login = loginOf(await rowOf(ports, incidentId));
  const clients = ports.collector(login);
  try {
    if (!instanceId) return await said(ports, input, 'none: its machine is not known', []);
    let made = await snapshotsOf(clients, incidentId);
    if (made.length === 0) {
      await createSnapshots(clients, instanceId, incidentId);
      made = await snapshotsOf(clients, incidentId);
    }
    if (made.some(({ state }) => state === 'pending') || made.length === 0)
      throw new TaskError('NotYet', 'The snapshots are being made.');
    const left = (await Promise.all(made.map((one) => shared(ports, clients, one)))).flat();
    return await said(
      ports,
      input,
      [made.map(({ id }) => id).join(', '), ...left].join('. '),
      made,
    );
  } catch (error) {
    if (isClosed(error))
      return said(ports, input, 'none: the account did not opt in to collection', []);
    // As where no ForensicAccountId is set. The machine stays contained, and the rest is kept.
    const obstacle = classify(error);
    if (obstacle.kind !== 'denied') throw error;
    return said(ports, input, `none: ${describeObstacle(obstacle)}`, []);
  }
}

/** Under a key that AWS manages no other account reads: that is said. */
async function shared(
  { forensic }: Ports,
  clients: ReturnType<Ports['collector']>,
  { id }: SnapshotNow,
): Promise<readonly string[]> {
  if (!forensic) return [];
  try {
    await shareSnapshot(clients, id, forensic.accountId);
    return [];
  } catch (error) {
    const obstacle = classify(error);
    if (obstacle.kind !== 'rejected') throw error;
    return [`${id} cannot be shared: ${describeObstacle(obstacle)}`];
  }
}

async function said(ports: Ports, input: Input, text: string, made: readonly SnapshotNow[]) {
  const gib = made.reduce((sum, one) => sum + one.gib, 0);
  await came(ports, input, `snapshots: ${text}`, 'step', (held) => ({
    ...held,
    snapshots: Object.fromEntries(made.map(({ id, volumeId }) => [volumeId, id])),
    cost: { ...held.cost, snapshotGiB: gib },
  }));
  return {};
}
