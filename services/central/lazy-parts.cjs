// serverless-esbuild loads its plugins with require; the plugin itself is TypeScript.
const { lazyParts } = require('tsx/cjs/api').require('./lazy-parts.ts', __filename);

module.exports = [lazyParts];
