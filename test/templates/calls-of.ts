import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';

const IMPORT = /import\s*\{([^}]*)\}\s*from\s*'@aws-sdk\/client-([a-z-]+)'/g;

/**
 * Every AWS call the code behind an entry point can make, as IAM spells it: the commands imported by
 * the files that end up in its bundle. Nothing is executed.
 */
export async function callsOf(entryPoint: string, root: string): Promise<readonly string[]> {
  const { metafile } = await build({
    entryPoints: [join(root, entryPoint)],
    absWorkingDir: root,
    bundle: true,
    metafile: true,
    write: false,
    platform: 'node',
    packages: 'external',
  });
  const calls = Object.keys(metafile.inputs).flatMap((file) =>
    commandsIn(readFileSync(join(root, file), 'utf8')),
  );
  return [...new Set(calls)].sort();
}

function commandsIn(source: string): string[] {
  return [...source.matchAll(IMPORT)].flatMap(([, names = '', service = '']) =>
    names
      .split(',')
      .map((name) => /^\s*(\w+)Command\s*$/.exec(name)?.[1])
      .filter((name) => name !== undefined)
      .map((name) => `${service}:${permission(name)}`),
  );
}

/** Batches are allowed by the permission of the single call. */
const permission = (command: string): string =>
  command.startsWith('SendMessage') ? 'SendMessage' : command;
