import type { InstanceClients } from '../../../shared/aws/playbooks/instance/clients';
import { readCustody } from '../../../shared/aws/playbooks/instance/custody-row';
import { urlToRead } from '../../../shared/aws/playbooks/instance/evidence-store';
import type { CustodyManifest, EvidenceItem, HandOverKind } from '../../../shared/domain/custody';
import type { Collected } from '../../../shared/playbooks/instance-login/collected';
import { type Examined, examine } from '../../../shared/playbooks/instance-login/examine';
import { examineMemory } from '../../../shared/playbooks/instance-login/examine-memory';
import { TaskError } from '../task-error';
import { sha256 } from './facts';
import type { Ports } from './ports';

/** What stands for the memory where volumes are named. */
export const MEMORY = 'memory';

/** What an examiner examines, and how it differs from other things that are examined. */
export interface Subject {
  /** Its name in the chain of custody. */
  readonly item: string;
  /** What is done with it before it is read. */
  readonly handOver: HandOverKind;
  /** Of the document that reads it. */
  readonly document: 'examine' | 'examine-memory';
  /** A volume is made of it; memory is fetched, and needs an empty disk. */
  readonly snapshotId?: string;
  readonly roomGiB?: number;
  /** Why it cannot be examined. */
  readonly unfit?: string;
  readonly parameters: (volumeId: string) => Promise<Readonly<Record<string, string>>>;
  readonly read: (
    files: Collected,
  ) => Pick<Examined, 'isUnchanged' | 'lookedFor' | 'traces' | 'tracesLeft'>;
}

/** The memory of the machine, where it was taken. */
export const memoryIn = (manifest: CustodyManifest | undefined): EvidenceItem | undefined =>
  manifest?.items.findLast(({ kind }) => kind === 'memory');

/** The item of the chain of custody that is examined under this name. */
export const itemOf = (
  name: string,
  copies: Readonly<Record<string, string>>,
  manifest: CustodyManifest | undefined,
): string | undefined => (name === MEMORY ? memoryIn(manifest)?.id : copies[name]);

const DAY_MS = 24 * 3_600_000;

/** `name` is that of a volume, or MEMORY. Only what a day before the login or later was done is of interest. */
export async function subjectOf(
  ports: Ports,
  incidentId: string,
  {
    name,
    loginAt,
    clients,
  }: { readonly name: string; readonly loginAt: string; readonly clients: InstanceClients },
): Promise<Subject> {
  const since = new Date(Date.parse(loginAt) - DAY_MS).toISOString().slice(0, 10);
  if (name === MEMORY) {
    const item = memoryIn((await readCustody(ports.table, incidentId))?.manifest);
    if (item?.where.kind !== 'object')
      throw new TaskError('Gone', 'There is no memory in custody.');
    const { bucket, key } = item.where;
    return {
      ...{ item: item.id, handOver: 'copied', document: 'examine-memory' },
      roomGiB: roomFor(item.size),
      ...(item.sha256 === '' && { unfit: 'its hash is not known' }),
      parameters: async (volume) => ({
        volume,
        getUrl: await urlToRead(clients, bucket, key),
        ...{ memorySha256: item.sha256, memoryBytes: String(item.size) },
      }),
      read: (files) => examineMemory(files, { since }),
    };
  }
  const copy = (await ports.run(incidentId)).copies?.[name];
  if (!copy) throw new TaskError('Gone', `There is no copy of ${name}.`);
  return {
    ...{ item: copy, handOver: 'attached read-only', document: 'examine', snapshotId: copy },
    parameters: async (volume) => ({ volume, since }),
    read: (files) => examine(files, { loginAt, knownKeys: [], sha256 }),
  };
}

/** AVML compresses it, and how much is not known before it is plain. gp3 has at most 16 TiB. */
const roomFor = (bytes: number): number => Math.min(Math.ceil((bytes * 8) / 2 ** 30) + 8, 16_384);
