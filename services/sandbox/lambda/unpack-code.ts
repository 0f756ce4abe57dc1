import { mkdir, mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve, sep } from 'node:path';
import { unzipSync } from 'fflate';

/** Unpacks a deployment package into a new temporary folder and returns the folder. */
export async function unpackCode(zipFile: string): Promise<string> {
  const files = unzipSync(await readFile(zipFile));
  const folder = await mkdtemp(join(tmpdir(), 'sandbox-lambda-'));
  for (const [name, content] of Object.entries(files)) {
    const file = resolve(folder, name);
    // A name such as ../../x would write outside the folder.
    if (!file.startsWith(folder + sep)) throw new Error(`${zipFile} holds the file name ${name}`);
    if (name.endsWith('/')) continue;
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, content);
  }
  return folder;
}
