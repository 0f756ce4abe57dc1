'use strict';

// AWS's runtime has no such thing. It is for those who start hundreds of environments and measures none, as our
// tests do: what the code of a function compiled to is kept, under the digest of the code.

const { createHash } = require('node:crypto');
const { existsSync, readFileSync, renameSync, writeFileSync } = require('node:fs');
const Module = require('node:module');
const { tmpdir } = require('node:os');
const { dirname, join } = require('node:path');
const { Script } = require('node:vm');

/** By then it has served, so that what runs at first is compiled as well. */
const AFTER_MS = 1_000;

function keep(script, cache) {
  const mine = `${cache}-${process.pid}`;
  writeFileSync(mine, script.createCachedData());
  renameSync(mine, cache);
}

Module.prototype._compile = function compile(content, filename) {
  const digest = createHash('sha256').update(process.version).update(content).digest('hex');
  const cache = join(tmpdir(), `trailwarden-code-${digest.slice(0, 32)}`);
  const cachedData = existsSync(cache) ? readFileSync(cache) : undefined;
  const script = new Script(Module.wrap(content), { filename, cachedData });
  if (!cachedData) setTimeout(keep, AFTER_MS, script, cache).unref();
  const { exports } = this;
  const require = Module.createRequire(filename);
  return script
    .runInThisContext()
    .call(exports, exports, require, this, filename, dirname(filename));
};
