#!/usr/bin/env node
// Runs the TypeScript sources as they are. Plain JavaScript, so that it can say what is missing.
const { existsSync } = require('node:fs');
const { join } = require('node:path');

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
  require('./main.ts').main(process.argv);
}
