// Apart from `npm test`, which needs nothing but Node. .ci/conformance runs it and says which suites.
const { jest } = require('../../package.json');

module.exports = {
  ...jest,
  rootDir: '../..',
  roots: ['<rootDir>/test/conformance'],
  testMatch: ['**/*.conformance.ts'],
  testTimeout: 120_000,
};
