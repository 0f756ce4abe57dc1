import { classify } from '../../../shared/aws/classify';
import {
  abortParts,
  beginParts,
  completeParts,
  urlsOfParts,
} from '../../../shared/aws/playbooks/instance/evidence-parts';
import { urlToRead } from '../../../shared/aws/playbooks/instance/evidence-store';
import { describeObstacle } from '../../../shared/domain/obstacle';
import { fields } from '../../../shared/record/json';
import { commandEnded } from './command-ended';
import { evidenceKey } from './evidence-key';
import { loginOf, rowOf } from './facts';
import { came } from './outcome';
import type { Input, Ports } from './ports';
import { isClosed, readOr } from './read-or';
import { takenIn } from './sent-evidence';
import type { Forensic } from './settings';
import { startSnapshots } from './start-snapshots';
import { notSent, openWayToStore } from './way-to-store';

/** What S3 takes in one PUT. */
const MOST_BYTES = 5_000_000_000;

/** Their URLs have to fit into one parameter of the document. */
const PARTS = 16;

/**
 * Takes the memory first: it is lost first. Snapshots are begun before, which costs it nothing: how long the agent takes
 * is the intruder's. Every outcome is written down, and none ends the run.
 */
export async function memory(ports: Ports, input: Input): Promise<object> {
  // What keeps them from being made is told where they are waited for.
  await readOr(() => startSnapshots(ports, input.incidentId));
  await came(ports, input, `memory: ${await taken(ports, input)}`);
  return {};
}

async function taken(ports: Ports, input: Input): Promise<string> {
  const { forensic } = ports;
  const tool = forensic?.memoryTool;
  if (!forensic || !tool) return 'not taken: no tool is set up in a forensic account';
  const { incidentId } = input;
  const { instanceId } = await ports.run(incidentId);
  if (!instanceId) return 'not taken: its machine is not known';
  const login = loginOf(await rowOf(ports, incidentId));
  const store = ports.forensics(forensic);
  try {
    const said = await commandEnded(ports, input, {
      ...{ name: 'memory', clients: ports.collector(login), instanceId },
      ready: () => openWayToStore(ports, input),
      key: evidenceKey(incidentId, `memory-${ports.now().getTime()}.lime`),
      parameters: async (key) => {
        const upload = await beginParts(store, forensic.bucket, key);
        await ports.keep(incidentId, (held) => ({ ...held, memoryUpload: upload.UploadId }));
        return {
          toolUrl: await urlToRead(store, forensic.bucket, tool.key),
          toolSha256: tool.sha256,
          putUrls: (await urlsOfParts(store, upload, PARTS)).join(' '),
          pieceBytes: String(MOST_BYTES),
        };
      },
    });
    const isDone = said.kind === 'said' && said.outcome === 'done';
    const why = await endUpload(ports, forensic, incidentId, said.key, isDone);
    if (said.kind === 'silent') return `not taken: ${said.why}`;
    if (!isDone) return `not taken: ${notSent(said.outcome)}`;
    if (why) return `not taken: its parts are no whole: ${why}`;
    const { text } = await takenIn(ports, forensic, incidentId, {
      ...{ kind: 'memory', key: said.key, from: instanceId, said: said.words.sha256 },
      tool: { name: 'AVML', version: tool.version, sha256: tool.sha256 },
      sizes: sizesIn(said.words.pieces),
    });
    return text;
  } catch (error) {
    if (isClosed(error)) return 'not taken: the account did not opt in to collection';
    throw error;
  }
}

/** Its parts become the object, or are given up. A machine may have sent what is no whole: why AWS says so. */
async function endUpload(
  ports: Ports,
  forensic: Forensic,
  incidentId: string,
  Key: string,
  isDone: boolean,
): Promise<string | undefined> {
  const { memoryUpload: UploadId } = await ports.run(incidentId);
  if (!UploadId) return undefined;
  const upload = { Bucket: forensic.bucket, Key, UploadId };
  try {
    await (isDone ? completeParts : abortParts)(ports.forensics(forensic), upload);
    return undefined;
  } catch (error) {
    const obstacle = classify(error);
    if (obstacle.kind !== 'rejected') throw error;
    return describeObstacle(obstacle);
  }
}

/** Where the machine says that its pieces end: we hash them ourselves. */
const sizesIn = (pieces: unknown): readonly number[] =>
  (Array.isArray(pieces) ? pieces : [])
    .slice(0, PARTS)
    .map((one) => Number(fields(one).bytes))
    .filter((bytes) => bytes > 0);
