// osls loads plugins with require; the plugin itself is TypeScript.
const { ParametersPlugin } = require('tsx/cjs/api').require('./parameters-plugin.ts', __filename);

module.exports = ParametersPlugin;
