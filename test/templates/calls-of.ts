import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { permissionOf } from './iam-names';

const IMPORT = /import\s*\{([^}]*)\}\s*from\s*'@aws-sdk\/client-([a-z0-9-]+)'/g;

/** One file of a bundle and the AWS calls it can make, as IAM spells their permissions. */
export interface FileCalls {
  readonly file: string;
  readonly calls: readonly string[];
}

/**
 * Every AWS call the code behind an entry point can make: the commands imported by the files that end
 * up in its bundle, or in a part of it. Nothing is executed.
 */
export async function callsOf(entryPoint: string, root: string): Promise<readonly FileCalls[]> {
  const { metafile } = await build({
    entryPoints: [join(root, entryPoint)],
    absWorkingDir: root,
    bundle: true,
    metafile: true,
    write: false,
    platform: 'node',
    packages: 'external',
  });
  return Object.keys(metafile.inputs).map((file) => ({
    file,
    calls: commandsIn(readFileSync(join(root, file), 'utf8')),
  }));
}

/** Sorted, each once. */
export const together = (files: readonly FileCalls[]): readonly string[] =>
  [...new Set(files.flatMap(({ calls }) => calls))].sort();

/** `operation: 'ListResolverQueryLogConfigs'`: of calls without a client, which are asked by name. */
const NAMED = /operation: '(\w+)'/g;
const ASKED = /`(\w+):\$\{operation\}`/;

function commandsIn(source: string): string[] {
  const [, service] = ASKED.exec(source) ?? [];
  const named = service
    ? [...source.matchAll(NAMED)].map(([, operation]) => `${service}:${operation}`)
    : [];
  return [...named, ...commandsImported(source)];
}

function commandsImported(source: string): string[] {
  return [...source.matchAll(IMPORT)].flatMap(([, names = '', client = '']) =>
    names
      .split(',')
      .map((name) => /^\s*(?:(\w+)Command|paginate(\w+))\s*$/.exec(name))
      .flatMap((found) => found?.[1] ?? found?.[2] ?? [])
      .map((name) => permissionOf(client, name)),
  );
}
