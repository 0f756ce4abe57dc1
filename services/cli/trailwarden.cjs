#!/usr/bin/env node
// Runs the bundle in dist/ (bundle.cjs). Plain JavaScript, so that it can say what is missing.
const { join } = require('node:path');
const { pathToFileURL } = require('node:url');

// Ours says it below, and better.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= 'true';

const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  fail(`trailwarden needs Node.js 20.19 or newer; this is ${process.versions.node}.`);
} else {
  start().catch(({ message }) =>
    fail(
      `The command line could not be bundled or started: ${message}. Run "npm ci" in ${join(__dirname, '../..')}; if that does not help, report this.`,
    ),
  );
}

async function start() {
  const entry = await upToDate(require('./bundle.cjs'));
  if (entry === undefined) {
    fail(`The packages are not installed; run "npm ci" in ${join(__dirname, '../..')}.`);
    return;
  }
  const { main } = await import(pathToFileURL(entry).href);
  main(process.argv);
}

/** The file to start with, made anew when a source has changed; undefined: it is not there and cannot be made. */
async function upToDate({ bundler, isStale, madeBefore, make }) {
  const before = madeBefore();
  if (before && !isStale(before)) return before.entry;
  const esbuild = bundler();
  if (!esbuild) return before?.entry;
  // Only to a person: what programs and tests read of standard error is the command's.
  const soon = setTimeout(() => {
    if (process.stderr.isTTY) process.stderr.write('Bundling the changed sources …\n');
  }, 1_000);
  try {
    return await make(esbuild);
  } finally {
    clearTimeout(soon);
  }
}

function fail(sentence) {
  process.stderr.write(`${sentence}\n`);
  process.exitCode = 2;
}
