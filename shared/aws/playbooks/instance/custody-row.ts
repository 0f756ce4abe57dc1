import type { CustodyManifest } from '../../../domain/custody';
import type { Seal } from '../../baselines/sealed';
import { readItem, type Table, update } from '../../table/table';

const keyOf = (incidentId: string) => ({ pk: `INCIDENT#${incidentId}`, sk: 'CUSTODY' });

/** The last row of the chain is what is sealed: it holds all before it. */
const sealedText = (incidentId: string, head: string): string =>
  `trailwarden custody 1 ${incidentId} ${head}`;

export interface Custody {
  readonly manifest: CustodyManifest;
  readonly mac: string;
}

export async function readCustody(table: Table, incidentId: string): Promise<Custody | undefined> {
  const row = await readItem(table, keyOf(incidentId));
  if (typeof row?.manifest !== 'string' || typeof row.mac !== 'string') return undefined;
  return { manifest: JSON.parse(row.manifest) as CustodyManifest, mac: row.mac };
}

/** Was this the last row when it was sealed? Rejects when the key could not be asked. */
export const isSealedHead = (
  seal: Pick<Seal, 'verify'>,
  incidentId: string,
  head: string,
  mac: string,
): Promise<boolean> => seal.verify(sealedText(incidentId, head), mac);

const TRIES = 20;

/** Adds to the chain, by one writer after the other. */
export async function keepCustody(
  table: Table,
  seal: Pick<Seal, 'sign'>,
  incidentId: string,
  change: (held: CustodyManifest | undefined) => {
    readonly manifest: CustodyManifest;
    readonly head: string;
  },
): Promise<CustodyManifest> {
  for (let lost = 0; lost < TRIES; lost += 1) {
    const held = await readCustody(table, incidentId);
    const { manifest, head } = change(held?.manifest);
    const text = JSON.stringify(manifest);
    if (held && text === JSON.stringify(held.manifest)) return manifest;
    const mac = await seal.sign(sealedText(incidentId, head));
    const written = await update(table, {
      key: keyOf(incidentId),
      set: { manifest: text, mac },
      when: held
        ? { expression: '#mac = :was', values: { was: held.mac } }
        : { expression: 'attribute_not_exists(#mac)' },
    });
    if (written) return manifest;
  }
  throw new Error(`The custody of ${incidentId} was written by others ${TRIES} times in a row`);
}
