import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve, sep } from 'node:path';
import { unzipSync } from 'fflate';
import { orRefuse, type Refusal } from '../core/service';
import { refuse } from './refusals';
import type { FunctionCode } from './state';

/** Unpacks a deployment package into a new temporary folder. Refuses what is no zip. */
export async function unpackCode(zip: Uint8Array): Promise<FunctionCode> {
  const files = orRefuse(() => unzipSync(zip), notZip);
  const folder = await mkdtemp(join(tmpdir(), 'sandbox-lambda-'));
  for (const [name, content] of Object.entries(files)) {
    const file = resolve(folder, name);
    // A name such as ../../x would write outside the folder.
    if (!file.startsWith(folder + sep)) throw notZip();
    if (name.endsWith('/')) continue;
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, content);
  }
  const sha256 = createHash('sha256').update(zip).digest('base64');
  return { folder, sha256, size: zip.length };
}

function notZip(): Refusal {
  return refuse.invalidParameter(
    'Could not unzip uploaded file. Please check your file, then try to upload again.',
  );
}
