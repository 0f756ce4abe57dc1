import { readCustody } from '../../../shared/aws/playbooks/instance/custody-row';
import {
  copySnapshot,
  snapshotsById,
  taggedCopies,
} from '../../../shared/aws/playbooks/instance/snapshots';
import { TaskError } from '../task-error';
import { MEMORY, memoryIn } from './examined';
import { loginOf, rowOf } from './facts';
import { image } from './image';
import { came } from './outcome';
import type { Input, Ports } from './ports';

/** In the forensic account, under its own key: what the member deletes stays here. */
export async function copies(ports: Ports, input: Input): Promise<object> {
  const { incidentId } = input;
  const { forensic } = ports;
  const { snapshots = {}, copies: held = {} } = await ports.run(incidentId);
  if (!forensic || Object.keys(snapshots).length === 0) {
    await came(ports, input, `copies: none${forensic ? '' : ': no forensic account is set up'}`);
    return { volumes: await withMemory(ports, incidentId, []) };
  }
  const { region } = loginOf(await rowOf(ports, incidentId));
  const clients = ports.forensics({ ...forensic, region: forensic.region });
  const all = { ...held };
  const missing = Object.entries(snapshots).filter(([volumeId]) => !all[volumeId]);
  // A run before may have begun one and been stopped.
  const lost = missing.length > 0 ? await taggedCopies(clients, incidentId) : [];
  for (const [volumeId, id] of missing) {
    const to = { region, keyArn: forensic.keyArn, incidentId };
    const copy =
      lost.find((one) => one.volumeId === volumeId)?.id ??
      (await copySnapshot(clients, { id, volumeId }, to));
    all[volumeId] = copy;
    await ports.keep(incidentId, (row) => ({
      ...row,
      copies: { ...row.copies, [volumeId]: copy },
    }));
  }
  const now = await snapshotsById(clients, Object.values(all));
  const failed = now.find(({ state }) => state === 'error');
  if (failed) throw new TaskError('Unfit', `The copy ${failed.id} failed.`);
  if (now.length < Object.keys(all).length || now.some(({ state }) => state === 'pending'))
    throw new TaskError('NotYet', 'The copies are being made.');
  const gib = now.reduce((sum, one) => sum + one.gib, 0);
  const made = await image(ports, input, all);
  await came(ports, input, `copies: ${Object.values(all).join(', ')}; ${made}`, 'step', (row) => ({
    ...row,
    cost: { ...row.cost, copyGiB: gib },
  }));
  return { volumes: await withMemory(ports, incidentId, Object.keys(all)) };
}

/** What is examined: the volumes, and the memory where it was taken. */
async function withMemory(
  { forensic, table }: Ports,
  incidentId: string,
  volumes: readonly string[],
): Promise<readonly string[]> {
  if (!forensic?.examiner) return [];
  const custody = await readCustody(table, incidentId);
  return memoryIn(custody?.manifest) ? [...volumes, MEMORY] : volumes;
}
