import { type Started, startChild } from './start-child';
import { inVenv } from './tools';

/** moto_server, empty. Keys it does not know belong to `accountId`; it checks no signature. */
export const startMoto = (accountId: string): Promise<Started> =>
  startChild({
    command: inVenv('moto_server'),
    args: (port) => ['-H', '127.0.0.1', '-p', String(port)],
    env: { MOTO_ACCOUNT_ID: accountId },
  });
