import type { JudgedDigest } from '../../../shared/watch/digests/report';
import { isInvalid } from '../../../shared/watch/digests/verdict';

let digests = 0;
let logs = 0;
let invalid = 0;

/** One line on the terminal that is written over; nothing where no person watches. */
export const showProgress = {
  next: ({ verdict, logs: counts, logFiles }: JudgedDigest): void => {
    digests += 1;
    logs += Object.values(counts).reduce((sum, each) => sum + each, 0);
    invalid += [verdict, ...logFiles.map((log) => log.verdict)].filter(isInvalid).length;
    process.stderr.write(`\r${digests} digests, ${logs} log files, ${invalid} not valid`);
  },
  done: (): void => {
    if (digests > 0) process.stderr.write('\r\x1b[K');
  },
};
