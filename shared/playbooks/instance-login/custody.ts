import { canonicalText } from '../../domain/canonical-text';
import type {
  CustodyManifest,
  EvidenceItem,
  FoundItem,
  HandOver,
  HandOverKind,
} from '../../domain/custody';
import type { Read } from '../../domain/login';
import type { Sha256 } from './fingerprint';

export const emptyManifest = (incidentId: string): CustodyManifest => ({
  version: 1,
  incidentId,
  items: [],
  handOvers: [],
});

/**
 * The manifest with one item more, and with the row that says so. An item that is in it already is not added again: a
 * task that runs twice takes evidence once.
 */
export function addItem(
  manifest: CustodyManifest,
  item: EvidenceItem,
  sha256: Sha256,
): CustodyManifest {
  if (manifest.items.some(({ id }) => id === item.id)) return manifest;
  const { id, at, by } = item;
  return handOver(
    { ...manifest, items: [...manifest.items, item] },
    { kind: 'taken', item: id, at, by },
    sha256,
  );
}

interface NewHandOver {
  readonly kind: HandOverKind;
  readonly item: string;
  readonly at: string;
  readonly by: string;
  readonly to?: string;
}

/** One row more, tied to all before it. The same row again is no second one. Throws for an item that is not in it. */
export function handOver(
  manifest: CustodyManifest,
  row: NewHandOver,
  sha256: Sha256,
): CustodyManifest {
  const item = manifest.items.find(({ id }) => id === row.item);
  if (!item) throw new Error(`No item ${row.item} is in the manifest of ${manifest.incidentId}.`);
  if (manifest.handOvers.some((one) => isSameRow(one, row))) return manifest;
  const unhashed = { ...row, itemHash: hashOf(item, sha256), previous: headOf(manifest, sha256) };
  const whole = { ...unhashed, hash: hashOf(unhashed, sha256) };
  return { ...manifest, handOvers: [...manifest.handOvers, whole] };
}

const isSameRow = (one: HandOver, row: NewHandOver): boolean =>
  one.kind === row.kind &&
  one.item === row.item &&
  one.at === row.at &&
  one.by === row.by &&
  one.to === row.to;

const hashOf = (value: unknown, sha256: Sha256): string => sha256(canonicalText(value));

/** The hash of the last row: who seals it seals all before it. */
export const headOf = ({ incidentId, handOvers }: CustodyManifest, sha256: Sha256): string =>
  handOvers.at(-1)?.hash ?? sha256(incidentId);

/** One sentence for each thing that does not agree. None: the evidence is what it was. */
export function verifyCustody(
  manifest: CustodyManifest,
  /** What was found of each item, by its id; undefined where it is not there. */
  found: ReadonlyMap<string, Read<FoundItem | undefined>>,
  {
    sealedHead,
    now,
    sha256,
    volumes,
  }: {
    readonly sealedHead: Read<string>;
    readonly now: string;
    readonly sha256: Sha256;
    /** Of the machine; absent where a run of before wrote none down. */
    readonly volumes?: readonly string[];
  },
): readonly string[] {
  const head = headOf(manifest, sha256);
  return [
    ...chain(manifest, sha256),
    ...(sealedHead.kind === 'unread'
      ? [`The seal of the chain could not be verified: ${sealedHead.why}.`]
      : sealedHead.value === head
        ? []
        : ['The chain does not end in the row that was sealed: rows were added or cut off.']),
    ...(manifest.items.length === 0 ? ['Nothing is in custody, so nothing can be compared.'] : []),
    ...manifest.items.flatMap((item) => differences(item, found.get(item.id), now)),
    ...manifest.items.flatMap((item) => foreign(manifest, item, found.get(item.id), volumes)),
  ];
}

function chain(manifest: CustodyManifest, sha256: Sha256): readonly string[] {
  const told: string[] = [];
  let [previous, at] = [sha256(manifest.incidentId), ''];
  for (const [index, { hash, ...row }] of manifest.handOvers.entries()) {
    const name = `Row ${index + 1} (${row.kind} ${row.item})`;
    const item = manifest.items.find(({ id }) => id === row.item);
    if (row.previous !== previous) told.push(`${name} does not follow the row before it.`);
    if (hashOf(row, sha256) !== hash) told.push(`${name} was changed after it was written.`);
    if (!item) told.push(`${name} is about an item that is not in the manifest.`);
    else if (hashOf(item, sha256) !== row.itemHash)
      told.push(`${name}: its item was changed since.`);
    if (row.at < at) told.push(`${name} is earlier than the row before it.`);
    [previous, at] = [hash, row.at];
  }
  const ids = manifest.items.map(({ id }) => id);
  for (const [index, id] of ids.entries()) {
    if (ids.indexOf(id) !== index) told.push(`Item ${id} is in the manifest twice.`);
    const isTaken = manifest.handOvers.some((row) => row.item === id && row.kind === 'taken');
    if (!isTaken) told.push(`Item ${id} has no row that says who took it.`);
  }
  return told;
}

/** A snapshot, or the copy of one, that is of another volume than it is kept for, or of none of the machine's. */
function foreign(
  { items }: CustodyManifest,
  item: EvidenceItem,
  found: Read<FoundItem | undefined> | undefined,
  volumes: readonly string[] | undefined,
): readonly string[] {
  if (item.kind !== 'snapshot' && item.kind !== 'copy') return [];
  const name = `Item ${item.id} (${item.kind})`;
  const of = item.kind === 'copy' ? items.find(({ id }) => id === item.from)?.from : item.from;
  if (!of) return [`${name} is a copy of ${item.from}, which is not in the manifest.`];
  const is = found?.kind === 'read' ? found.value?.volumeId : undefined;
  return [
    ...(is && is !== of ? [`${name} is of ${is}, not of ${of}.`] : []),
    ...(volumes && !volumes.includes(of) ? [`${name} is of ${of}, no volume of the machine.`] : []),
  ];
}

function differences(
  { id, kind, sha256, size, where }: EvidenceItem,
  found: Read<FoundItem | undefined> | undefined,
  now: string,
): readonly string[] {
  const name = `Item ${id} (${kind})`;
  if (!found || found.kind === 'unread') {
    return [`${name} could not be read: ${found?.why ?? 'it was not looked at'}.`];
  }
  const is = found.value;
  if (!is) return [`${name} is not there.`];
  const told: string[] = [];
  if (is.sha256 === undefined) told.push(`${name}: its bytes were not read again.`);
  else if (is.sha256 !== sha256) told.push(`${name} has the SHA-256 ${is.sha256}, not ${sha256}.`);
  if (is.size !== size) told.push(`${name} has ${is.size} bytes, not ${size}.`);
  if (where.kind !== 'object') return told;
  if (is.versionId !== where.versionId) {
    told.push(`${name} is the version ${is.versionId ?? 'without an id'}, not ${where.versionId}.`);
  }
  if (!is.lockedUntil || is.lockedUntil <= now)
    told.push(`${name} is not locked: it can be deleted.`);
  return told;
}
