import { gunzipSync } from 'node:zlib';
import { isConnected } from '../../../shared/aws/playbooks/instance/commands';
import { urlToWrite } from '../../../shared/aws/playbooks/instance/evidence-store';
import {
  attach,
  startExaminer,
  stateOfExaminer,
  stateOfVolume,
  volumeOfSnapshot,
} from '../../../shared/aws/playbooks/instance/examiner';
import type { ExaminerRow } from '../../../shared/aws/playbooks/instance/run-row';
import { readTar } from '../../../shared/playbooks/instance-login/collected';
import { examine } from '../../../shared/playbooks/instance-login/examine';
import { TaskError } from '../task-error';
import { commandEnded } from './command-ended';
import { kept, withHandOver } from './custody';
import { evidenceKey } from './evidence-key';
import { loginOf, rowOf, sha256 } from './facts';
import { came } from './outcome';
import type { Input, Ports } from './ports';
import { takenIn } from './sent-evidence';

const DAY_MS = 24 * 3_600_000;
const MOST_BYTES = 256 * 1_048_576;

/** A volume of the copy, on a clean machine that never ran anything of it. Each call goes on where the last one stopped. */
export async function examineOne(ports: Ports, input: Input): Promise<object> {
  const { incidentId, volumeId = '' } = input;
  const { forensic } = ports;
  if (!forensic?.examiner) throw new TaskError('Unfit', 'No examiner is set up.');
  const { copies = {}, examiners = {}, outcomes = {} } = await ports.run(incidentId);
  const before = examiners[volumeId];
  const once = { ...input, task: `ExamineOne ${volumeId}` };
  // A run before examined it.
  if (outcomes[once.task]) return {};
  const copy = copies[volumeId];
  if (!copy) throw new TaskError('Gone', `There is no copy of ${volumeId}.`);
  const clients = ports.forensics(forensic);
  // One that was ended after a failure is not used again.
  let row: ExaminerRow = before?.endedAt ? { after: before.endedAt } : (before ?? {});
  const token = sha256(`${incidentId} ${volumeId} ${row.after ?? ''}`).slice(0, 40);
  const wanted = { ...forensic.examiner, incidentId, token };
  const note = async (more: ExaminerRow): Promise<ExaminerRow> => {
    row = { ...row, ...more };
    const now = row;
    await ports.keep(incidentId, (held) => ({
      ...held,
      examiners: { ...held.examiners, [volumeId]: now },
    }));
    return now;
  };
  const own = row.volumeId ?? (await volumeOfSnapshot(clients, copy, wanted));
  if (!row.volumeId) await note({ volumeId: own });
  const examiner = row.instanceId ?? (await startExaminer(clients, wanted));
  if (!row.instanceId) await note({ instanceId: examiner, startedAt: ports.now().toISOString() });
  const [machine, disk] = await Promise.all([
    stateOfExaminer(clients, examiner),
    stateOfVolume(clients, own),
  ]);
  if (machine !== 'running') {
    if (machine === 'pending') throw new TaskError('NotYet', 'The examiner starts.');
    throw new TaskError('Gone', `The examiner ${examiner} is ${machine ?? 'gone'}.`);
  }
  if (disk === 'available') await attach(clients, own, examiner);
  else if (disk !== 'in-use') throw new TaskError('NotYet', 'The volume is being made.');
  if (!(await isConnected(clients, examiner)))
    throw new TaskError('NotYet', 'The examiner’s agent does not answer yet.');
  await kept(
    ports,
    incidentId,
    withHandOver('attached read-only', copy, ports.now().toISOString(), examiner),
  );
  const login = loginOf(await rowOf(ports, incidentId));
  const said = await commandEnded(ports, input, {
    ...{ name: 'examine', as: `examine ${own}`, clients, instanceId: examiner },
    key: evidenceKey(incidentId, `examination-${volumeId}-${ports.now().getTime()}.tar.gz`),
    parameters: async (key) => ({
      volume: own,
      since: new Date(Date.parse(login.at) - DAY_MS).toISOString().slice(0, 10),
      putUrl: await urlToWrite(clients, forensic.bucket, key),
    }),
  });
  if (said.kind === 'silent' || said.outcome !== 'done') {
    const why = said.kind === 'silent' ? said.why : said.outcome;
    await came(ports, once, `${volumeId} was not examined: ${why}`, 'noticed');
    return {};
  }
  const { text, bytes } = await takenIn(ports, forensic, incidentId, {
    ...{ kind: 'examination', key: said.key, from: copy, said: said.words.sha256 },
    ...{ tool: { name: 'examine.sh', version: '1' }, most: MOST_BYTES },
  });
  await kept(ports, incidentId, withHandOver('read', copy, ports.now().toISOString(), examiner));
  if (!bytes) {
    await came(ports, once, `${volumeId} was examined, and not read: ${text}`, 'noticed');
    return {};
  }
  const { files } = readTar(gunzipSync(bytes, { maxOutputLength: 4 * MOST_BYTES }));
  const found = examine(files, { loginAt: login.at, knownKeys: [], sha256 });
  const sentences = found.traces.slice(0, 20).map(({ sentence }) => `${volumeId}: ${sentence}`);
  const not = found.lookedFor.filter(({ unread }) => unread).length;
  const told = `${volumeId} was examined: ${found.traces.length + found.tracesLeft} findings; ${found.lookedFor.length - not} looks found nothing, ${not} could not be had. ${sentences.slice(0, 2).join(' ')}`;
  await came(ports, once, told, 'noticed', (held) => ({
    ...held,
    findings: [...new Set([...(held.findings ?? []), ...sentences])].slice(0, 60),
    looks: { ...held.looks, [once.task]: found.lookedFor },
  }));
  return {};
}
