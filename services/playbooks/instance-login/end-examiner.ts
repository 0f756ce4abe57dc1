import {
  deleteVolume,
  endExaminerInstance,
  stateOfExaminer,
  stateOfVolume,
} from '../../../shared/aws/playbooks/instance/examiner';
import { TaskError } from '../task-error';
import { kept, withHandOver } from './custody';
import { itemOf } from './examined';
import type { Input, Ports } from './ports';

/** The machine and its volume end, whatever was found. */
export async function endExaminer(ports: Ports, input: Input): Promise<object> {
  const { incidentId, volumeId = '' } = input;
  const { forensic } = ports;
  const { examiners = {}, copies = {} } = await ports.run(incidentId);
  const row = examiners[volumeId];
  if (!forensic || !row) return {};
  const clients = ports.forensics(forensic);
  if (row.instanceId) {
    await endExaminerInstance(clients, row.instanceId);
    const state = await stateOfExaminer(clients, row.instanceId);
    if (state !== undefined && state !== 'terminated')
      throw new TaskError('NotYet', 'The examiner is being ended.');
  }
  if (row.volumeId && (await stateOfVolume(clients, row.volumeId)) !== undefined)
    await deleteVolume(clients, row.volumeId);
  const at = ports.now().toISOString();
  const to = row.instanceId;
  if (to)
    await kept(ports, incidentId, (held) => {
      const item = itemOf(volumeId, copies, held);
      return held.items.some(({ id }) => id === item)
        ? withHandOver('ended', item ?? '', at, to)(held)
        : held;
    });
  await ports.keep(incidentId, (held) => {
    const own = held.examiners?.[volumeId] ?? {};
    return {
      ...held,
      examiners: { ...held.examiners, [volumeId]: { ...own, endedAt: own.endedAt ?? at } },
    };
  });
  return {};
}
