import { urlToWrite } from '../../../shared/aws/playbooks/instance/evidence-store';
import { commandEnded } from './command-ended';
import { evidenceKey } from './evidence-key';
import { loginOf, rowOf } from './facts';
import { came } from './outcome';
import type { Input, Ports } from './ports';
import { isClosed } from './read-or';
import { takenIn } from './sent-evidence';
import { notSent, openWayToStore } from './way-to-store';

/** What runs and is connected, who is logged in, and the logs. */
export async function volatile(ports: Ports, input: Input): Promise<object> {
  await came(ports, input, `what runs on it: ${await taken(ports, input)}`);
  return {};
}

async function taken(ports: Ports, input: Input): Promise<string> {
  const { forensic } = ports;
  if (!forensic) return 'not taken: no forensic account is set up';
  const { instanceId } = await ports.run(input.incidentId);
  if (!instanceId) return 'not taken: its machine is not known';
  const login = loginOf(await rowOf(ports, input.incidentId));
  const store = ports.forensics(forensic);
  try {
    const said = await commandEnded(ports, input, {
      ...{ name: 'collect', clients: ports.collector(login), instanceId },
      ready: () => openWayToStore(ports, input),
      key: evidenceKey(input.incidentId, `volatile-${ports.now().getTime()}.tar.gz`),
      parameters: async (key) => ({ putUrl: await urlToWrite(store, forensic.bucket, key) }),
    });
    if (said.kind === 'silent') return `not taken: ${said.why}`;
    if (said.outcome !== 'done') return `not taken: ${notSent(said.outcome)}`;
    const { text } = await takenIn(ports, forensic, input.incidentId, {
      ...{ kind: 'volatile', key: said.key, from: instanceId, said: said.words.sha256 },
      tool: { name: 'collect.sh', version: '1' },
    });
    await ports.keep(input.incidentId, (held) => ({ ...held, volatileKey: said.key }));
    return text;
  } catch (error) {
    if (isClosed(error)) return 'not taken: the account did not opt in to collection';
    throw error;
  }
}
