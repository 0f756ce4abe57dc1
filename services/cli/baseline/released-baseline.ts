import type { Seal } from '../../../shared/aws/baselines/sealed';
import { readRelease } from '../../../shared/aws/releases/declare-release';
import type { Table } from '../../../shared/aws/table/table';
import type { Baseline } from '../../../shared/domain/baseline';
import { partOf } from '../../../shared/domain/release';
import { isOfKind, type Subject } from '../../../shared/domain/subject';

/**
 * What a part of ours must be where a release is declared, as a baseline is shown; nothing for every other subject. While
 * a rollout lasts it is the newest version. Rejects when the table does not answer.
 */
export async function releasedBaseline(
  subject: Subject,
  table: Table,
  seal: Pick<Seal, 'verify'>,
): Promise<Baseline<'warden'> | undefined> {
  if (!isOfKind(subject, 'warden')) return undefined;
  const read = await readRelease(table, seal);
  const [newest] = read.kind === 'genuine' ? read.release.right : [];
  if (read.kind !== 'genuine' || !newest) return undefined;
  const place = { ...subject, region: madeIn(subject) };
  const state = partOf(newest, place);
  if (!state) return undefined;
  const { sequence, since, by } = read.release;
  const why = `version ${newest.version} of Trailwarden`;
  return { subject: place, version: sequence, state, capturedAt: since, capturedBy: by, why };
}

/** A role's ARN names no Region; the forwarder's name does. */
const madeIn = ({ id, region }: Subject): string =>
  /:role\/trailwarden-forwarder-([a-z0-9-]+)$/.exec(id)?.[1] ?? region;
