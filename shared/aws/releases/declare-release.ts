import type { Release, Rendered, Version } from '../../domain/release';
import type { Seal } from '../baselines/sealed';
import { type Item, isWritten, readItem, type Table } from '../table/table';
import {
  currentKey,
  historyOf,
  openRelease,
  type ReadRelease,
  releaseRow,
  versionOfParts,
} from './release-row';

/** Which version of our own parts is right now, as it is in the table. Never throws for what the row says. */
export const readRelease = async (
  table: Table,
  seal: Pick<Seal, 'verify'> | undefined,
): Promise<ReadRelease> => openRelease(seal, await readItem<Item>(table, currentKey));

interface Said {
  readonly by: string;
  readonly why: string;
  readonly at: string;
  /** Absent where nothing is sealed. */
  readonly seal?: Seal;
}

export interface Declaration extends Said {
  readonly next: Rendered;
  /** What is deployed already, where no release was ever declared. */
  readonly before?: Rendered;
  /** The row is forged, and a person has looked into that. */
  readonly isOverForged?: boolean;
}

/** As many versions a place may have: more are several rollouts that never ended. */
const MOST = 4;

/**
 * A rollout begins: from now on this version is right as well, beside all that a place may still have. Declared again,
 * it changes nothing. Throws where the row must not be believed, or another hand wrote it meanwhile.
 */
export async function declareRelease(
  table: Table,
  { next: rendered, before, isOverForged, ...said }: Declaration,
): Promise<Release> {
  const read = await readRelease(table, said.seal);
  if (read.kind === 'doubtful' && !(isOverForged && read.doubt.kind === 'forged'))
    throw doubtful(read);
  const standing = read.kind === 'genuine' ? read.release : undefined;
  const next = versionOfParts(rendered);
  const [newest] = standing?.right ?? [];
  const isSame = (['digest', 'version', 'code'] as const).every((of) => newest?.[of] === next[of]);
  if (standing && isSame) return standing;
  const others = standing?.right ?? (before ? [versionOfParts(before)] : []);
  const right: Version[] = [next, ...others.filter(({ digest }) => digest !== next.digest)];
  if (right.length > MOST) {
    throw new Error(
      `${right.length - 1} versions are rolled out and not finished: finish one of them first.`,
    );
  }
  return write(table, read, { ...said, state: 'rolling-out', right });
}

/**
 * Every account and Region has the newest version: from now on it alone is right. Nothing where another version
 * is rolled out by now.
 */
export async function endRollout(
  table: Table,
  { digest, ...said }: Said & { readonly digest: string },
): Promise<Release | undefined> {
  const read = await readRelease(table, said.seal);
  if (read.kind === 'doubtful') throw doubtful(read);
  const [newest] = read.kind === 'genuine' ? read.release.right : [];
  if (read.kind !== 'genuine' || newest?.digest !== digest) return undefined;
  if (read.release.state === 'current') return read.release;
  return write(table, read, { ...said, state: 'current', right: [newest] });
}

/**
 * The history first, under the next free number: one that another hand wrote, or an interrupted declaration, is kept.
 * Only over the row that was read: two that declare at the same time do not overwrite each other.
 */
async function write(
  table: Table,
  read: ReadRelease,
  { seal, by, why, at, state, right }: Said & Pick<Release, 'state' | 'right'>,
): Promise<Release> {
  const standing = read.kind === 'genuine' ? read.release.sequence : 0;
  for (let sequence = standing + 1; ; sequence += 1) {
    const release: Release = { sequence, state, since: at, by, why, right };
    const set = await releaseRow(seal, release);
    const when = { expression: 'attribute_not_exists(#pk)' };
    if (!(await isWritten(table, { key: historyOf(sequence), set, when }))) continue;
    const over = overWhat(read);
    if (await isWritten(table, { key: currentKey, set, ...(over && { when: over }) }))
      return release;
    throw new Error('A release was declared by another hand meanwhile: look again.');
  }
}

function overWhat(read: ReadRelease) {
  if (read.kind === 'doubtful') return undefined;
  return read.kind === 'none'
    ? { expression: 'attribute_not_exists(#pk)' }
    : {
        expression: '#release.#sequence = :before',
        values: { before: read.release.sequence },
      };
}

const doubtful = ({ doubt }: Extract<ReadRelease, { kind: 'doubtful' }>): Error =>
  new Error(
    doubt.kind === 'forged'
      ? `The release row is forged: ${doubt.why}.`
      : `Whether the release row is genuine could not be found out: ${doubt.why.code}.`,
  );
