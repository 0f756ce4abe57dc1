import { execFile } from 'node:child_process';
import { cp, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { packageService, ROOT } from '../local/package-service';
import { checksumsIn, writeRelease } from './write-release';

/**
 * `npm run release`: makes release/, which is all that a deployment needs: plain CloudFormation, the functions' code,
 * a Terraform module, the list of what is in it (SBOM) and the checksums of all of it.
 */
async function publish(): Promise<void> {
  const into = join(ROOT, 'release');
  const { folder: packaged } = await packageService();
  const { version, digest } = await writeRelease({ root: ROOT, packaged, into });
  for (const name of await readdir(join(ROOT, 'services/terraform')))
    await cp(join(ROOT, 'services/terraform', name), join(into, 'terraform', name));
  await writeFile(join(into, 'sbom.cdx.json'), await sbom());
  await cp(join(ROOT, 'LICENSE'), join(into, 'LICENSE'));
  const sums = Object.entries(await checksumsIn(into)).map(([name, sum]) => `${sum}  ${name}\n`);
  await writeFile(join(into, 'SHA256SUMS'), sums.join(''));
  process.stdout.write(
    `release/ is Trailwarden ${version} (${digest}); SHA256SUMS lists its files\n`,
  );
}

/** CycloneDX, of the production dependencies: those that are bundled into functions and command line. */
async function sbom(): Promise<string> {
  const words = ['sbom', '--sbom-format', 'cyclonedx', '--omit', 'dev', '--package-lock-only'];
  const { stdout } = await promisify(execFile)('npm', words, { cwd: ROOT, maxBuffer: 32_000_000 });
  const { serialNumber: _, metadata, ...bill } = JSON.parse(stdout);
  const { timestamp: __, ...lasting } = metadata;
  // Without what differs from one run to the next: the same sources make the same release.
  return `${JSON.stringify({ ...bill, metadata: lasting }, null, 2)}\n`;
}

void publish().catch(({ message }: Error) => {
  process.stderr.write(`${message}\n`);
  process.exitCode = 1;
});
