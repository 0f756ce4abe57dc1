import { dirname } from 'node:path';
import { type Started, startChild } from './start-child';
import { inVenv } from './tools';

/** ministack, empty, on loopback only. It runs functions of Node itself, without Docker. */
export const startMinistack = (): Promise<Started> =>
  startChild({
    command: '/usr/bin/env',
    args: (port) => [
      `GATEWAY_PORT=${port}`,
      'BIND_HOST=127.0.0.1',
      'MINISTACK_HOST=127.0.0.1',
      // It retries after a hundredth of the time.
      'SFN_WAIT_SCALE=0.01',
      `PATH=${dirname(process.execPath)}:${process.env.PATH ?? ''}`,
      inVenv('ministack'),
    ],
  });
