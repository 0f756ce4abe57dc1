import { basename, extname } from 'node:path';
import type { Plugin } from 'esbuild';

/**
 * A module that is imported with `import()` becomes a file of its own beside the bundle, read when it is needed.
 * esbuild itself splits ES modules only, and those start slower in Lambda
 * (docs/decisions/0014-a-bundle-in-parts.md).
 */
export const lazyParts: Plugin = {
  name: 'lazy-parts',
  setup(build) {
    const parts = new Set<string>();
    build.onResolve({ filter: /^\.{1,2}\// }, async ({ kind, path, importer, resolveDir }) => {
      if (kind !== 'dynamic-import') return undefined;
      const found = await build.resolve(path, { kind: 'import-statement', importer, resolveDir });
      if (found.errors.length > 0) return found;
      parts.add(found.path);
      return { path: `./${basename(found.path, extname(found.path))}.js`, external: true };
    });
    build.onEnd(async () => {
      const { plugins: _, entryPoints: __, ...options } = build.initialOptions;
      const files = [...parts];
      await Promise.all(
        files.map((file) => build.esbuild.build({ ...options, entryPoints: [file] })),
      );
    });
  },
};
