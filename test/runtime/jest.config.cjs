// Apart from `npm test`: .ci/node24 runs it on the Node.js of Lambda.
const { jest } = require('../../package.json');

module.exports = {
  ...jest,
  rootDir: '../..',
  roots: ['<rootDir>/test'],
  testMatch: ['**/suites/pure.suite.ts', '**/runtime/*.runtime.ts'],
};
