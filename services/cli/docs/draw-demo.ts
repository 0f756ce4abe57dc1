import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { terminalPicture } from './terminal-picture';

/** `npm run docs:picture`: runs the demo, and draws what it printed. Its progress is not in the picture. */
const root = join(__dirname, '../../..');
const { stdout, status } = spawnSync(
  process.execPath,
  [join(root, 'services/cli/trailwarden.cjs'), 'demo'],
  {
    encoding: 'utf8',
    env: { ...process.env, FORCE_COLOR: '1' },
    stdio: ['ignore', 'pipe', 'inherit'],
  },
);
if (status !== 0) throw new Error(`The demo ended with ${status}; there is nothing to draw.`);
const shown = stdout
  .split('\n')
  .filter((line) => !line.includes('… '))
  .join('\n')
  .trimStart();
writeFileSync(
  join(root, 'docs/demo.svg'),
  terminalPicture(`$ npm run demo\n\n${shown}`, 'What npm run demo prints'),
);
