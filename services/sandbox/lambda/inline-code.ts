import { existsSync } from 'node:fs';
import { mkdir, symlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { strToU8, zipSync } from 'fflate';

/** The deployment package CloudFormation makes of a template's `ZipFile`. [D] aws-properties-lambda-function-code */
export const zipOfInlineCode = (source: string): Uint8Array =>
  zipSync({ 'index.js': strToU8(source) });

/** Code in a template brings no packages: the SDK is the runtime's, here the one that is installed around the sandbox. */
export async function linkSdk(folder: string): Promise<void> {
  const installed = findSdk(__dirname);
  if (installed === undefined) return;
  await mkdir(join(folder, 'node_modules'), { recursive: true });
  await symlink(installed, join(folder, 'node_modules', '@aws-sdk'), 'dir');
}

function findSdk(from: string): string | undefined {
  const here = join(from, 'node_modules', '@aws-sdk');
  if (existsSync(here)) return here;
  return dirname(from) === from ? undefined : findSdk(dirname(from));
}
