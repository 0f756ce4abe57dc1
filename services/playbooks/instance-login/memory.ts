import { urlToRead, urlToWrite } from '../../../shared/aws/playbooks/instance/evidence-store';
import { commandEnded } from './command-ended';
import { evidenceKey } from './evidence-key';
import { loginOf, rowOf } from './facts';
import { came } from './outcome';
import type { Input, Ports } from './ports';
import { isClosed } from './read-or';
import { takenIn } from './sent-evidence';
import { notSent, openWayToStore } from './way-to-store';

/** What S3 takes in one PUT. */
const MOST_BYTES = 5_000_000_000;

/** Takes the memory first: it is lost first. Every outcome is written down, and none ends the run. */
export async function memory(ports: Ports, input: Input): Promise<object> {
  await came(ports, input, `memory: ${await taken(ports, input)}`);
  return {};
}

async function taken(ports: Ports, input: Input): Promise<string> {
  const { forensic } = ports;
  const tool = forensic?.memoryTool;
  if (!forensic || !tool) return 'not taken: no tool is set up in a forensic account';
  const { instanceId } = await ports.run(input.incidentId);
  if (!instanceId) return 'not taken: its machine is not known';
  const login = loginOf(await rowOf(ports, input.incidentId));
  const store = ports.forensics(forensic);
  try {
    const said = await commandEnded(ports, input, {
      ...{ name: 'memory', clients: ports.collector(login), instanceId },
      ready: () => openWayToStore(ports, input),
      key: evidenceKey(input.incidentId, `memory-${ports.now().getTime()}.lime`),
      parameters: async (key) => ({
        toolUrl: await urlToRead(store, forensic.bucket, tool.key),
        toolSha256: tool.sha256,
        putUrls: await urlToWrite(store, forensic.bucket, key),
        pieceBytes: String(MOST_BYTES),
      }),
    });
    if (said.kind === 'silent') return `not taken: ${said.why}`;
    if (said.outcome !== 'done') return `not taken: ${notSent(said.outcome)}`;
    const { text } = await takenIn(ports, forensic, input.incidentId, {
      ...{ kind: 'memory', key: said.key, from: instanceId, said: said.words.sha256 },
      tool: { name: 'AVML', version: tool.version, sha256: tool.sha256 },
    });
    return text;
  } catch (error) {
    if (isClosed(error)) return 'not taken: the account did not opt in to collection';
    throw error;
  }
}
