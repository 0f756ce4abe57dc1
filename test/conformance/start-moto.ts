import { type Started, startChild } from './start-child';
import { inVenv } from './tools';

/**
 * moto_server, empty. It checks no signature and no policy; keys it did not hand out belong to
 * account 123456789012. (MOTO_ACCOUNT_ID would put every call into one account.)
 */
export const startMoto = (): Promise<Started> =>
  startChild({
    command: inVenv('moto_server'),
    args: (port) => ['-H', '127.0.0.1', '-p', String(port)],
  });
