import type { InstanceClients } from '../../../shared/aws/playbooks/instance/clients';
import { isConnected } from '../../../shared/aws/playbooks/instance/commands';
import {
  attach,
  roomOf,
  startExaminer,
  stateOfExaminer,
  stateOfVolume,
  volumeOfSnapshot,
} from '../../../shared/aws/playbooks/instance/examiner';
import type { ExaminerRow } from '../../../shared/aws/playbooks/instance/run-row';
import { TaskError } from '../task-error';
import type { Subject } from './examined';
import { sha256 } from './facts';
import type { Ports } from './ports';
import type { Forensic } from './settings';

interface Ready {
  readonly instanceId: string;
  /** That it reads, or on which it puts what it fetches. */
  readonly volumeId: string;
}

/** A clean machine that takes commands and has what it is to read. Fails with NotYet until it is so; each call goes on where the last one stopped. */
export async function examinerReady(
  ports: Ports,
  incidentId: string,
  {
    name,
    subject: { snapshotId, roomGiB },
    clients,
    forensic,
  }: {
    readonly name: string;
    readonly subject: Subject;
    readonly clients: InstanceClients;
    readonly forensic: Forensic;
  },
): Promise<Ready> {
  if (!forensic.examiner) throw new TaskError('Unfit', 'No examiner is set up.');
  const before = (await ports.run(incidentId)).examiners?.[name];
  // One that was ended after a failure is not used again.
  let row: ExaminerRow = before?.endedAt ? { after: before.endedAt } : (before ?? {});
  const token = sha256(`${incidentId} ${name} ${row.after ?? ''}`).slice(0, 40);
  const wanted = { ...forensic.examiner, incidentId, token };
  const note = async (more: ExaminerRow): Promise<void> => {
    row = { ...row, ...more };
    const now = row;
    await ports.keep(incidentId, (held) => ({
      ...held,
      examiners: { ...held.examiners, [name]: now },
    }));
  };
  const volumeId =
    row.volumeId ?? (snapshotId ? await volumeOfSnapshot(clients, snapshotId, wanted) : '');
  if (volumeId && !row.volumeId) await note({ volumeId });
  const room = roomGiB ? { room: { gib: roomGiB, keyArn: forensic.keyArn } } : {};
  const instanceId = row.instanceId ?? (await startExaminer(clients, { ...wanted, ...room }));
  if (!row.instanceId) await note({ instanceId, startedAt: ports.now().toISOString() });
  const [machine, disk] = await Promise.all([
    stateOfExaminer(clients, instanceId),
    volumeId ? stateOfVolume(clients, volumeId) : 'in-use',
  ]);
  if (machine !== 'running') {
    if (machine === 'pending') throw new TaskError('NotYet', 'The examiner starts.');
    throw new TaskError('Gone', `The examiner ${instanceId} is ${machine ?? 'gone'}.`);
  }
  if (disk === 'available') await attach(clients, volumeId, instanceId);
  else if (disk !== 'in-use') throw new TaskError('NotYet', 'The volume is being made.');
  if (!(await isConnected(clients, instanceId)))
    throw new TaskError('NotYet', 'The examiner’s agent does not answer yet.');
  return { instanceId, volumeId: volumeId || ((await roomOf(clients, instanceId)) ?? '') };
}
