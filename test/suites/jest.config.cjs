// `npm test` and `npm run test:stories`. Without this configuration jest runs plain files: `npx jest test/core/decide.test.ts`.
const { jest } = require('../../package.json');

module.exports = {
  ...jest,
  rootDir: '../..',
  roots: ['<rootDir>/test'],
  testMatch: ['**/suites/*.suite.ts', '**/test/*.test.ts'],
  globalSetup: '<rootDir>/test/package-once.ts',
};
