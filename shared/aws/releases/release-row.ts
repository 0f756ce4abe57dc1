import { createHash } from 'node:crypto';
import { gunzipSync, gzipSync } from 'node:zlib';
import { canonicalText } from '../../domain/canonical-text';
import type { Doubt } from '../../domain/doubt';
import type { PartsByKind, Release, Rendered, Version } from '../../domain/release';
import { doubtOfSeal, isRecord, type Seal } from '../baselines/sealed';
import type { Item } from '../table/table';

export const RELEASE = 'RELEASE';
export const currentKey = { pk: RELEASE, sk: 'CURRENT' } as const;
export const historyOf = (sequence: number) =>
  ({ pk: RELEASE, sk: `HISTORY#${String(sequence).padStart(8, '0')}` }) as const;

/** A version as it lies in the table: its parts packed, because a row has room for 400 KB. */
interface Packed extends Omit<Version, 'parts'> {
  readonly parts: string;
}

interface PackedRelease extends Omit<Release, 'right'> {
  readonly right: readonly Packed[];
}

/** What may be believed of the row. */
export type ReadRelease =
  | { readonly kind: 'none' }
  | { readonly kind: 'genuine'; readonly release: Release }
  /** Nothing of it is put back. `sequence` is what it says, whoever wrote it. */
  | { readonly kind: 'doubtful'; readonly doubt: Doubt };

export const versionOfParts = ({ parts, ...rendered }: Rendered): Version => ({
  ...rendered,
  parts,
  digest: createHash('sha256').update(canonicalText(parts)).digest('hex'),
});

/** The row of a declaration, sealed; without a seal as it is. */
export async function releaseRow(seal: Pick<Seal, 'sign'> | undefined, release: Release) {
  const packed = { ...release, right: release.right.map(pack) };
  const mac = await seal?.sign(sealedText(packed));
  return { kind: 'release', release: { ...packed, ...(mac && { mac }) } } as const;
}

/** Never throws. A row that holds no release is a forged one. */
export async function openRelease(
  seal: Pick<Seal, 'verify'> | undefined,
  row: Item | undefined,
): Promise<ReadRelease> {
  if (!row) return { kind: 'none' };
  const { mac, ...packed } = isRecord(row.release) ? row.release : { mac: undefined };
  const doubt = await doubtOfSeal(async () => {
    if (!isPacked(packed)) return 'its row holds no release';
    if (!seal) return undefined;
    if (typeof mac !== 'string') return 'it carries no seal';
    const isGenuine = await seal.verify(sealedText(packed), mac);
    return isGenuine ? undefined : 'its seal is not the one of its text';
  });
  if (doubt) return { kind: 'doubtful', doubt };
  const genuine = packed as unknown as PackedRelease; // as it was sealed
  return { kind: 'genuine', release: { ...genuine, right: genuine.right.map(unpack) } };
}

const pack = ({ parts, ...version }: Version): Packed => ({
  ...version,
  parts: gzipSync(canonicalText(parts)).toString('base64'),
});

const unpack = ({ parts, ...version }: Packed): Version => ({
  ...version,
  parts: JSON.parse(gunzipSync(Buffer.from(parts, 'base64')).toString('utf8')) as PartsByKind,
});

const isPacked = (row: object): row is PackedRelease =>
  'right' in row &&
  Array.isArray(row.right) &&
  row.right.length > 0 &&
  row.right.every((one: unknown) => isRecord(one) && typeof one.parts === 'string') &&
  'sequence' in row &&
  Number.isSafeInteger(row.sequence);

/** It begins with a name of its own: no seal of a baseline or an exemption is good for it. */
const sealedText = (release: object): string =>
  `trailwarden release 1 sha256 ${createHash('sha256').update(canonicalText(release)).digest('hex')}`;
