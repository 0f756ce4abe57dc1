import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { METADATA } from '../../services/cli/verify/folder-objects';
import { fingerprint, type Generated, publicKey } from './generate';

export interface Folder {
  readonly path: string;
  /** What `aws cloudtrail list-public-keys` would print. */
  readonly keys: string;
  readonly remove: () => Promise<void>;
}

/** The bucket as files; `metadata` says whether what S3 knows of an object came with it. */
export async function inFolder({ objects }: Generated, metadata = true): Promise<Folder> {
  const path = await mkdtemp(join(tmpdir(), 'trailwarden-digests-'));
  for (const [key, stored] of objects) {
    const file = join(path, key);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, stored.body);
    if (metadata && stored.metadata.signature) {
      await writeFile(`${file}${METADATA}`, JSON.stringify(stored.metadata));
    }
  }
  const keys = join(path, 'keys.json');
  const Value = publicKey().toString('base64');
  await writeFile(keys, JSON.stringify({ PublicKeyList: [{ Fingerprint: fingerprint, Value }] }));
  return { path, keys, remove: () => rm(path, { recursive: true, force: true }) };
}
