import { createHash } from 'node:crypto';
import { classify, hasCode } from '../../../shared/aws/classify';
import type { Connection } from '../../../shared/aws/connection';
import { guardCredentials, openSts } from '../../../shared/aws/member-access';
import { blockHashes } from '../../../shared/aws/playbooks/instance/block-hashes';
import {
  type InstanceClients,
  instanceClients,
} from '../../../shared/aws/playbooks/instance/clients';
import { storedEvidence } from '../../../shared/aws/playbooks/instance/evidence-store';
import { imageById, imageText } from '../../../shared/aws/playbooks/instance/images';
import { volumeOf } from '../../../shared/aws/playbooks/instance/snapshots';
import type { EvidenceItem, FoundItem } from '../../../shared/domain/custody';
import { type Read, read, unread } from '../../../shared/domain/login';
import { describeObstacle } from '../../../shared/domain/obstacle';
import type { Place } from '../../../shared/domain/place';
import { partitionOf } from '../../../shared/domain/trail';

const sha256 = (data: string): string => createHash('sha256').update(data).digest('hex');

interface Access {
  /** In the role that may take the others. */
  readonly roles: Connection;
  readonly target: Connection;
}

/** What is there of each item, read again, by the item's id. */
export async function findItems(
  items: readonly EvidenceItem[],
  forensic: Place,
  { roles, target }: Access,
): Promise<ReadonlyMap<string, Read<FoundItem | undefined>>> {
  const sts = openSts(roles);
  const clientsIn = ({ accountId, region }: Place): InstanceClients => {
    const isForensic = accountId === forensic.accountId;
    const credentials = guardCredentials(sts, {
      roleName: isForensic ? 'trailwarden-forensics' : 'trailwarden-collector',
      ...{ sessionName: 'evidence-verify', partition: partitionOf(region) },
    });
    return instanceClients({ accountId, region }, () => credentials.of(accountId), target);
  };
  const found = new Map<string, Read<FoundItem | undefined>>();
  for (const { id, kind, where } of items) {
    found.set(
      id,
      await readOr(async () => {
        if (where.kind === 'object') {
          const { bucket, key, versionId } = where;
          const version = versionId === 'none' ? {} : { versionId };
          return storedEvidence(clientsIn(forensic), bucket, key, version);
        }
        if (where.kind === 'image') {
          const image = await imageById(clientsIn(where), where.id);
          return image && { sha256: sha256(imageText(image)), size: 0 };
        }
        const clients = clientsIn(where);
        const volumeId = await volumeOf(clients, where.id, kind === 'copy' ? kind : 'snapshot');
        if (volumeId === undefined) return undefined;
        const hashes = await blockHashes(clients, where.id, () => false);
        return hashes && { sha256: hashes.sha256, size: hashes.bytes, volumeId };
      }),
    );
  }
  return found;
}

/** What is not there is an answer; what may not be read is told with its reason. */
async function readOr(
  ask: () => Promise<FoundItem | undefined>,
): Promise<Read<FoundItem | undefined>> {
  try {
    return read(await ask());
  } catch (error) {
    if (hasCode(error, 'ResourceNotFoundException')) return read(undefined);
    return unread(describeObstacle(classify(error)));
  }
}
