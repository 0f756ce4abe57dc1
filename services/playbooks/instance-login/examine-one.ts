import { urlToWrite } from '../../../shared/aws/playbooks/instance/evidence-store';
import { TaskError } from '../task-error';
import { commandEnded } from './command-ended';
import { kept, withHandOver } from './custody';
import { evidenceKey } from './evidence-key';
import { subjectOf } from './examined';
import { examinerReady } from './examiner-ready';
import { loginOf, rowOf } from './facts';
import { came } from './outcome';
import type { Input, Ports } from './ports';
import { takenIn } from './sent-evidence';
import { MOST_PACKED, unpacked } from './unpacked';

/** Words of the scripts that a person would not understand. */
const WORDS = new Map([
  ['wrong-hash', 'what the examiner fetched is not what was taken'],
  ['compressed', 'it is compressed, and the examiner has no avml-convert that reads it'],
  ['no-room', 'the examiner has no room for it'],
  ['no-volume', 'the examiner does not see its volume'],
]);

/** A volume of the copy, or the memory, on a clean machine that never ran anything of it. */
export async function examineOne(ports: Ports, input: Input): Promise<object> {
  const { incidentId, volumeId: name = '' } = input;
  const { forensic } = ports;
  if (!forensic?.examiner) throw new TaskError('Unfit', 'No examiner is set up.');
  const { outcomes = {} } = await ports.run(incidentId);
  const once = { ...input, task: `ExamineOne ${name}` };
  const before = outcomes[once.task];
  if (before) {
    // A run before examined it, and may have been stopped before it said so.
    await came(ports, once, before, 'noticed');
    return {};
  }
  const clients = ports.forensics(forensic);
  const { at: loginAt } = loginOf(await rowOf(ports, incidentId));
  const subject = await subjectOf(ports, incidentId, { name, loginAt, clients });
  const { item, document, unfit } = subject;
  if (unfit) {
    await came(ports, once, `${name} was not examined: ${unfit}`, 'noticed');
    return {};
  }
  const { instanceId, volumeId } = await examinerReady(ports, incidentId, {
    ...{ name, subject, clients, forensic },
  });
  const handOver = (kind: 'read' | typeof subject.handOver) =>
    kept(ports, incidentId, withHandOver(kind, item, ports.now().toISOString(), instanceId));
  await handOver(subject.handOver);
  const said = await commandEnded(ports, input, {
    ...{ name: document, as: `${document} ${volumeId}`, clients, instanceId },
    key: evidenceKey(incidentId, `examination-${name}-${ports.now().getTime()}.tar.gz`),
    parameters: async (key) => ({
      ...(await subject.parameters(volumeId)),
      putUrl: await urlToWrite(clients, forensic.bucket, key),
    }),
  });
  if (said.kind === 'silent' || said.outcome !== 'done') {
    const why = said.kind === 'silent' ? said.why : (WORDS.get(said.outcome) ?? said.outcome);
    await came(ports, once, `${name} was not examined: ${why}`, 'noticed');
    return {};
  }
  const { text, bytes } = await takenIn(ports, forensic, incidentId, {
    ...{ kind: 'examination', key: said.key, from: item, said: said.words.sha256 },
    ...{ tool: { name: `${document}.sh`, version: '1' }, most: MOST_PACKED },
  });
  await handOver('read');
  const files = bytes && unpacked(bytes);
  if (!files) {
    await came(ports, once, `${name} was examined, and not read: ${text}`, 'noticed');
    return {};
  }
  const found = subject.read(files);
  const sentences = found.traces.slice(0, 20).map(({ sentence }) => `${name}: ${sentence}`);
  const not = found.lookedFor.filter(({ unread }) => unread).length;
  const changed = found.isUnchanged === false ? 'It was changed while it was read. ' : '';
  const told = `${name} was examined: ${found.traces.length + found.tracesLeft} findings; ${found.lookedFor.length - not} looks found nothing, ${not} could not be had. ${changed}${sentences.slice(0, 2).join(' ')}`;
  await came(ports, once, told, 'noticed', (held) => ({
    ...held,
    findings: [...new Set([...(held.findings ?? []), ...sentences])].slice(0, 60),
    looks: { ...held.looks, [once.task]: found.lookedFor },
  }));
  return {};
}
