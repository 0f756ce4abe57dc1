import { blockHashes } from '../../../shared/aws/playbooks/instance/block-hashes';
import type { InstanceClients } from '../../../shared/aws/playbooks/instance/clients';
import { putEvidence } from '../../../shared/aws/playbooks/instance/evidence-store';
import type { EvidenceItem } from '../../../shared/domain/custody';
import { custodySummary } from '../../../shared/domain/login-run';
import { BY, kept, withHandOver, withItem } from './custody';
import { evidenceKey } from './evidence-key';
import { loginOf, rowOf } from './facts';
import { came } from './outcome';
import type { Input, Ports } from './ports';

/** Of the five minutes that a state has. */
const MOST_MS = 4 * 60_000;

/** Hashes of what the snapshots hold, who had them, and the manifest beside the evidence. */
export async function manifest(ports: Ports, input: Input): Promise<object> {
  const { incidentId } = input;
  const { forensic } = ports;
  const login = loginOf(await rowOf(ports, incidentId));
  const { snapshots = {}, copies = {} } = await ports.run(incidentId);
  const left: string[] = [];
  const late = ports.now().getTime() + MOST_MS;
  const take = async (kind: 'snapshot' | 'copy', id: string, from: string, at: InstanceClients) => {
    const hashes = await blockHashes(at, id, () => ports.now().getTime() > late);
    if (!hashes) left.push(`${id} was not hashed: there was no time left for it`);
    const { sha256 = '', bytes = 0 } = hashes ?? {};
    const { accountId, region } = at;
    const item: EvidenceItem = {
      ...{ id, kind, sha256, size: bytes, from, by: BY, at: ports.now().toISOString() },
      tool: { name: 'EBS direct', version: '1' },
      where: { kind: 'ebs', id, accountId, region },
    };
    await kept(ports, incidentId, withItem(item));
    return sha256;
  };
  for (const [volumeId, id] of Object.entries(snapshots)) {
    const sha256 = await take('snapshot', id, volumeId, ports.collector(login));
    const copy = copies[volumeId];
    if (!forensic || !copy) continue;
    const at = ports.now().toISOString();
    await kept(ports, incidentId, withHandOver('shared', id, at, forensic.accountId));
    await kept(ports, incidentId, withHandOver('copied', id, at, forensic.accountId));
    const same = await take('copy', copy, id, ports.forensics(forensic));
    // One that was not hashed says nothing of the other.
    if (same && sha256 && same !== sha256) left.push(`${copy} does not hold what ${id} holds`);
  }
  const whole = await kept(ports, incidentId, (held) => held);
  if (forensic) {
    const text = JSON.stringify(whole, null, 2);
    const key = evidenceKey(incidentId, 'manifest.json');
    await putEvidence(ports.forensics(forensic), forensic.bucket, key, text);
  }
  const told = [`${whole.items.length} items in custody`, ...left].join('. ');
  await came(ports, input, `manifest: ${told}`, 'step', (held) => ({
    ...held,
    custody: custodySummary(whole.items, whole.handOvers),
  }));
  return {};
}
