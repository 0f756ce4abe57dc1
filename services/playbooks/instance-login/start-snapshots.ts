import { volumesOn } from '../../../shared/aws/playbooks/instance/instance-facts';
import { describeInstance } from '../../../shared/aws/playbooks/instance/read-machine';
import {
  createSnapshots,
  isVolumeId,
  type SnapshotNow,
  taggedSnapshots,
} from '../../../shared/aws/playbooks/instance/snapshots';
import { loginOf, rowOf } from './facts';
import type { Ports } from './ports';
import { readOr } from './read-or';

/**
 * The snapshots of the machine by their volume: begun once, before the machine's agent is waited for, which an intruder
 * may hold up. Undefined where the machine is not known.
 */
export async function startSnapshots(
  ports: Ports,
  incidentId: string,
): Promise<Readonly<Record<string, string>> | undefined> {
  const { instanceId, snapshots, snapshotsSince } = await ports.run(incidentId);
  if (snapshots && Object.keys(snapshots).length > 0) return snapshots;
  if (!instanceId) return undefined;
  const login = loginOf(await rowOf(ports, incidentId));
  const clients = ports.collector(login);
  const machine = await readOr(() => describeInstance(ports.containment(login), instanceId));
  const since = snapshotsSince ?? ports.now().toISOString();
  const { volumes = [] } = await ports.keep(incidentId, (held) => ({
    ...held,
    ...(machine.kind === 'read' && {
      volumes: [...new Set([...(held.volumes ?? []), ...volumesOn(machine.value)])],
    }),
    snapshotsSince: since,
  }));
  const lost = snapshotsSince ? await lostOnes(ports, incidentId, { since, volumes }) : [];
  const made = lost.length > 0 ? lost : await createSnapshots(clients, instanceId, incidentId);
  const begun = Object.fromEntries(
    made.filter(({ volumeId }) => isVolumeId(volumeId)).map(({ id, volumeId }) => [volumeId, id]),
  );
  await ports.keep(incidentId, (held) => ({
    ...held,
    snapshots: begun,
    volumes: [...new Set([...(held.volumes ?? []), ...Object.keys(begun)])],
  }));
  return begun;
}

/** A run before may have begun them and been stopped. Of what carries the tag, only those of the machine's volumes that are as young count. */
async function lostOnes(
  ports: Ports,
  incidentId: string,
  { since, volumes }: { readonly since: string; readonly volumes: readonly string[] },
): Promise<readonly SnapshotNow[]> {
  const login = loginOf(await rowOf(ports, incidentId));
  const found = await taggedSnapshots(ports.collector(login), incidentId);
  return found.filter(
    ({ volumeId, startedAt }) => volumes.includes(volumeId) && startedAt >= since,
  );
}
