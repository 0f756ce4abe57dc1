import { existsSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fingerprint, isCheckout, isKept, packageService, ROOT } from '../local/package-service';
import { type Release, writeRelease } from '../publish/write-release';
import { UserError } from '../terminal/user-error';

export interface ReleaseFolder extends Release {
  readonly folder: string;
}

/**
 * What is deployed: the named folder, or the one that came with the installed command line, or, in a checkout, one
 * that is made of the sources, once for each state of them. Rejects with a sentence when there is none.
 */
export async function releaseFolder(named?: string): Promise<ReleaseFolder> {
  const shipped = join(ROOT, 'release');
  const folder = named ?? (isCheckout() ? await made() : shipped);
  const index = join(folder, 'release.json');
  if (!existsSync(index))
    throw new UserError(
      `${folder} holds no release.json: it is no release. "npm run release" makes one.`,
    );
  return { folder, ...(JSON.parse(readFileSync(index, 'utf8')) as Release) };
}

async function made(): Promise<string> {
  const folder = join(tmpdir(), `trailwarden-release-${fingerprint(ROOT)}`);
  if (await isKept(join(folder, 'release.json'))) return folder;
  const { folder: packaged } = await packageService();
  await writeRelease({ root: ROOT, packaged, into: folder });
  return folder;
}
