// Makes dist/: the command line and what it imports, as files that start in a third of the time the sources take.
// `npm ci` runs this (npm's `prepare`), and trailwarden.cjs does when a source is newer than what is there.
const { existsSync, mkdirSync, readdirSync, readFileSync, renameSync } = require('node:fs');
const { rmSync, statSync, utimesSync, writeFileSync } = require('node:fs');
const { basename, dirname, join, relative, sep } = require('node:path');

const ROOT = join(__dirname, '../..');
const DIST = join(ROOT, 'dist');
const MAIN = 'services/cli/main.ts';
/** Names the parts, that to start with first; when they were begun; and each source with its size. */
const INDEX = join(DIST, 'index.json');
const DAY_MS = 24 * 3_600_000;

/** What is in dist/; undefined: nothing was made yet. */
function madeBefore() {
  if (!existsSync(INDEX)) return undefined;
  const { parts, begunAt, sources } = JSON.parse(readFileSync(INDEX, 'utf8'));
  const entry = join(DIST, parts[0]);
  return existsSync(entry) ? { entry, parts, begunAt, sources } : undefined;
}

/** Has a source changed since? A package that ships without its sources is always fresh. */
function isStale({ begunAt, sources }) {
  if (!existsSync(join(ROOT, MAIN))) return false;
  return Object.entries(sources).some(([source, size]) => {
    const now = statSync(join(ROOT, source), { throwIfNoEntry: false });
    return now === undefined || now.size !== size || now.mtimeMs > begunAt;
  });
}

/** esbuild, where it is installed and there is something to bundle. */
function bundler() {
  if (!existsSync(join(ROOT, MAIN))) return undefined;
  try {
    return require('esbuild');
  } catch (error) {
    if (error.code === 'MODULE_NOT_FOUND') return undefined;
    throw error;
  }
}

/**
 * Processes that run may still import the parts of an older bundle, and several may make one at the same time. So each
 * part is named by the digest of its content, is written once, and stays for a day after a newer one took its place.
 */
async function make(esbuild) {
  const begunAt = Date.now();
  const { outputFiles, metafile } = await esbuild.build({
    absWorkingDir: ROOT,
    entryPoints: [MAIN],
    outdir: DIST,
    bundle: true,
    // A part for each import(): a command loads what it needs when it runs.
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    outExtension: { '.js': '.mjs' },
    entryNames: '[name]-[hash]',
    chunkNames: '[name]-[hash]',
    mainFields: ['module', 'main'],
    // It loads parts of its own by computed names, and machine code.
    external: ['dynalite'],
    // Libraries in CommonJS require Node's own modules.
    banner: {
      js: "import { createRequire as requireFrom } from 'node:module'; const require = requireFrom(import.meta.url);",
    },
    // For a debugger and `node --enable-source-maps`; they read the sources themselves.
    sourcemap: 'linked',
    sourcesContent: false,
    plugins: [foldersOfSources],
    metafile: true,
    write: false,
    logLevel: 'silent',
  });
  mkdirSync(DIST, { recursive: true });
  for (const { path, contents } of outputFiles) if (!touched(path)) replace(path, contents);
  for (const part of madeBefore()?.parts ?? []) touched(join(DIST, part));
  const isFirst = (path) => metafile.outputs[path].entryPoint === MAIN;
  const parts = Object.keys(metafile.outputs)
    .toSorted((a, b) => isFirst(b) - isFirst(a))
    .map((path) => basename(path));
  replace(INDEX, JSON.stringify({ parts, begunAt, sources: sizesOf(metafile.inputs) }));
  removeOld();
  return join(DIST, parts[0]);
}

/** `__dirname` stays the folder of the source, wherever the bundle was made and moved to. */
const foldersOfSources = {
  name: 'folders-of-sources',
  setup(build) {
    build.onLoad({ filter: /\.ts$/ }, ({ path }) => {
      const contents = readFileSync(path, 'utf8');
      if (path.includes(`${sep}node_modules${sep}`) || !contents.includes('__dirname')) return;
      const folder = relative(DIST, dirname(path)).replaceAll(sep, '/');
      const line = `const __dirname = import.meta.dirname + ${JSON.stringify(`/${folder}`)};`;
      return { contents: `${line} ${contents}`, loader: 'ts' };
    });
  },
};

/** Of our own sources. What npm installs changes with `npm ci`, which makes the bundle anew. */
function sizesOf(inputs) {
  const sources = [relative(ROOT, __filename), ...Object.keys(inputs)];
  return Object.fromEntries(
    sources
      .filter((source) => !source.includes('node_modules/'))
      .map((source) => [source, statSync(join(ROOT, source)).size]),
  );
}

/** In use from now on for a day; false: it is not there. */
function touched(path) {
  const now = new Date();
  if (!existsSync(path)) return false;
  utimesSync(path, now, now);
  return true;
}

/** No process ever sees half of a file. */
function replace(path, contents) {
  const mine = `${path}.${process.pid}`;
  writeFileSync(mine, contents);
  renameSync(mine, path);
}

function removeOld() {
  const old = Date.now() - DAY_MS;
  for (const name of readdirSync(DIST)) {
    const path = join(DIST, name);
    const used = statSync(path, { throwIfNoEntry: false });
    if (used && used.mtimeMs < old) rmSync(path, { force: true });
  }
}

module.exports = { bundler, isStale, madeBefore, make };

// In `npm ci`. Where only package.json has been copied yet, as images are built, there is nothing to do.
// In `npm pack` with --anew: what is shipped has no parts of older bundles.
if (require.main === module) {
  if (process.argv.includes('--anew')) rmSync(DIST, { recursive: true, force: true });
  const esbuild = bundler();
  if (esbuild) void make(esbuild);
}
