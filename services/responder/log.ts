import type { Log } from '../../shared/domain/log-entry';

export const logLine: Log = (entry) => {
  process.stdout.write(`${JSON.stringify(entry)}\n`);
};
