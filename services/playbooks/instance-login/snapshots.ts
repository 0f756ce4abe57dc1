import { classify } from '../../../shared/aws/classify';
import {
  type SnapshotNow,
  shareSnapshot,
  snapshotsById,
} from '../../../shared/aws/playbooks/instance/snapshots';
import { describeObstacle } from '../../../shared/domain/obstacle';
import { TaskError } from '../task-error';
import { loginOf, rowOf } from './facts';
import { came } from './outcome';
import type { Input, Ports } from './ports';
import { readOr } from './read-or';
import { startSnapshots } from './start-snapshots';

/** How long EC2 may not show what it has just made. */
const SHOWN_MS = 5 * 60_000;

/** Of all volumes at one moment, shared with the forensic account. */
export async function snapshots(ports: Ports, input: Input): Promise<object> {
  const { incidentId } = input;
  const login = loginOf(await rowOf(ports, incidentId));
  const clients = ports.collector(login);
  const asked = await readOr(async () => {
    const begun = await startSnapshots(ports, incidentId);
    return begun && { begun, made: await snapshotsById(clients, Object.values(begun)) };
  });
  if (asked.kind === 'unread') return said(ports, input, `none: ${asked.why}`, []);
  if (!asked.value) return said(ports, input, 'none: its machine is not known', []);
  const { begun, made } = asked.value;
  const { volumes = [], snapshotsSince = '' } = await ports.run(incidentId);
  const gone = Object.values(begun).filter((id) => !made.some((one) => one.id === id));
  const isYoung = ports.now().getTime() < Date.parse(snapshotsSince) + SHOWN_MS;
  if (made.some(({ state }) => state === 'pending') || (gone.length > 0 && isYoung))
    throw new TaskError('NotYet', 'The snapshots are being made.');
  const left = [
    ...(await Promise.all(made.map((one) => shared(ports, clients, one)))).flat(),
    ...gone.map((id) => `${id} is gone`),
    ...volumes
      .filter((id) => !begun[id])
      .map((id) => `${id} was on the machine and has no snapshot: it was detached before`),
  ];
  const ids = made.map(({ id }) => id).join(', ') || 'none';
  return said(ports, input, [ids, ...left].join('. '), made);
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
    if (obstacle.kind !== 'rejected' && obstacle.kind !== 'denied') throw error;
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
