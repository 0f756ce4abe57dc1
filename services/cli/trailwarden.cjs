#!/usr/bin/env node
// Runs the TypeScript sources as they are. Plain JavaScript, so that it can say what is missing.
const { existsSync } = require('node:fs');
const Module = require('node:module');
const { join, sep } = require('node:path');

// Ours says it below, and better.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= 'true';

const [major, minor] = process.versions.node.split('.').map(Number);
const root = join(__dirname, '..', '..');
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(`trailwarden needs Node.js 20.19 or newer; this is ${process.versions.node}.`);
  process.exitCode = 2;
} else if (!existsSync(join(root, 'node_modules', 'tsx'))) {
  console.error(`The packages are not installed; run "npm ci" in ${root}.`);
  process.exitCode = 2;
} else {
  require('tsx/cjs');
  requireWhatIsImportedLater();
  require('./main.ts').main(process.argv);
}

/**
 * A command loads what it needs when it runs, with import(). tsx would have those resolved by hooks in a
 * thread of their own, which costs a third of a second; all our sources become CommonJS anyway.
 */
function requireWhatIsImportedLater() {
  const compile = Module.prototype._compile;
  const ours = ['services', 'shared'].map((folder) => join(root, folder) + sep);
  Module.prototype._compile = function (code, filename, ...rest) {
    const isOurs = ours.some((folder) => filename.startsWith(folder));
    const loading = isOurs
      ? code.replace(/\bimport\((?=["']\.)/g, '(async (p) => require(p))(')
      : code;
    return compile.call(this, loading, filename, ...rest);
  };
}
