import { storedEvidence } from '../../../shared/aws/playbooks/instance/evidence-store';
import type { EvidenceItem, EvidenceTool } from '../../../shared/domain/custody';
import { custodySummary } from '../../../shared/domain/login-run';
import { BY, kept, withItem } from './custody';
import type { Ports } from './ports';
import type { Forensic } from './settings';

/** What a state reads again in its time; `evidence verify` reads all. */
const MOST_READ = 20_000_000_000;

const hashIn = (said: unknown): string =>
  typeof said === 'string' && /^[0-9a-f]{64}$/.test(said) ? said : '';

interface Sent {
  readonly kind: EvidenceItem['kind'];
  readonly key: string;
  readonly from: string;
  readonly tool: EvidenceTool;
  /** What the sender says it sent. */
  readonly said: unknown;
  /** Keep the bytes of an object up to this size. */
  readonly most?: number;
  /** How large its parts are, by the sender. */
  readonly sizes?: readonly number[];
}

/** Reads again what a machine sent, and takes it into custody as it is in the bucket. What the machine says of it is compared. */
export async function takenIn(
  ports: Ports,
  forensic: Forensic,
  incidentId: string,
  { kind, key, from, tool, said, most = 0, sizes = [] }: Sent,
): Promise<{ readonly text: string; readonly bytes?: Uint8Array }> {
  const { bucket } = forensic;
  const stored = await storedEvidence(ports.forensics(forensic), bucket, key, {
    ...{ most, sizes, mostRead: MOST_READ },
  });
  if (!stored) return { text: 'it is not in the evidence bucket' };
  const { size, parts, versionId = 'none', bytes } = stored;
  const sha256 = stored.sha256 ?? hashIn(said);
  const { items, handOvers } = await kept(
    ports,
    incidentId,
    withItem({
      ...{ id: key, kind, sha256, size, tool, from, by: BY, at: ports.now().toISOString() },
      ...(parts && { parts }),
      where: { kind: 'object', bucket, key, versionId },
    }),
  );
  await ports.keep(incidentId, (held) => {
    const { cost = {}, counted = [] } = held;
    const custody = custodySummary(items, handOvers);
    if (counted.includes(key)) return { ...held, custody };
    const sum = (cost.bytes ?? 0) + size;
    return { ...held, custody, counted: [...counted, key], cost: { ...cost, bytes: sum } };
  });
  const told = [
    `${size} bytes${parts ? ` in ${parts.length} parts` : ''}, SHA-256 ${sha256}`,
    ...(stored.sha256
      ? []
      : ['it is too large to be read again, so this is what the machine said']),
    ...(stored.sha256 && said !== sha256 ? ['the machine said another hash'] : []),
  ];
  return { text: told.join('; '), ...(bytes && { bytes }) };
}
