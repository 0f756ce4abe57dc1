// Apart from `npm test`: it wants root, Debian's sleuthkit, yara and others. .ci/host installs them and runs it.
const { jest } = require('../../../package.json');

module.exports = {
  ...jest,
  rootDir: '../../..',
  roots: ['<rootDir>/test/playbooks/instance-login-host'],
  testMatch: ['**/*.host.ts'],
  testTimeout: 60_000,
  maxWorkers: 2,
};
