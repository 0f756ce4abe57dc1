import { createHash } from 'node:crypto';
import { openKmsSeal, SEAL_ALIASES } from '../../../shared/aws/baselines/kms-seal';
import { isSealedHead, readCustody } from '../../../shared/aws/playbooks/instance/custody-row';
import { readRun } from '../../../shared/aws/playbooks/instance/run-row';
import { openTable } from '../../../shared/aws/table/table';
import type { FoundItem } from '../../../shared/domain/custody';
import { type Read, read, unread } from '../../../shared/domain/login';
import { headOf, verifyCustody } from '../../../shared/playbooks/instance-login/custody';
import { becomeReleaser } from '../release/become-releaser';
import { idArgument } from '../target/incident-of';
import { connectionTo, type Target } from '../target/target';
import { print, printJson } from '../terminal/print';
import { exitCode, UserError } from '../terminal/user-error';
import { findItems } from './find-items';

interface EvidenceOptions extends Target {
  readonly forensicAccount?: string;
  readonly forensicRegion?: string;
}

const sha256 = (data: Uint8Array | string): string =>
  createHash('sha256').update(data).digest('hex');

export async function verifyEvidence(id: string, options: EvidenceOptions): Promise<void> {
  idArgument(id);
  const target = connectionTo(options);
  const { connection } = await becomeReleaser(target);
  const table = openTable(options.table, connection);
  const custody = await readCustody(table, id);
  if (!custody)
    throw new UserError(
      `No evidence was taken for ${id}, or there is no such incident; "trailwarden incidents show ${id}" tells.`,
    );
  const { manifest, mac } = custody;
  const copy = manifest.items.find(({ kind }) => kind === 'copy')?.where;
  const place = {
    accountId: options.forensicAccount ?? (copy?.kind === 'ebs' ? copy.accountId : ''),
    region: options.forensicRegion ?? (copy?.kind === 'ebs' ? copy.region : options.region),
  };
  if (place.accountId === '' && manifest.items.length > 0)
    throw new UserError('The evidence names no forensic account: say --forensic-account.');
  const found: ReadonlyMap<string, Read<FoundItem | undefined>> = await findItems(
    manifest.items,
    place,
    { roles: connection, target },
  );
  const head = headOf(manifest, sha256);
  const seal = openKmsSeal(SEAL_ALIASES, connection);
  const sealedHead = await isSealedHead(seal, id, head, mac).then(
    (isSealed) => read(isSealed ? head : ''),
    () => unread('the key could not be asked'),
  );
  const now = new Date().toISOString();
  const { volumes } = await readRun(table, id);
  const differences = verifyCustody(manifest, found, {
    ...{ sealedHead, now, sha256 },
    ...(volumes && { volumes }),
  });
  if (differences.length > 0) process.exitCode = exitCode.bad;
  if (options.json) {
    printJson({ id, items: manifest.items, handOvers: manifest.handOvers, differences });
    return;
  }
  for (const one of differences) print(one);
  print(
    differences.length === 0
      ? `All ${manifest.items.length} items are what they were when they were taken; ${manifest.handOvers.length} rows of custody, sealed.`
      : `${differences.length} things do not agree.`,
  );
}
