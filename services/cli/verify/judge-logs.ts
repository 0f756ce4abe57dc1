import type { Objects } from '../../../shared/aws/read-objects';
import type { LoggedFile } from '../../../shared/watch/digests/digest';
import type { JudgedLog } from '../../../shared/watch/digests/report';
import type { LogVerdict } from '../../../shared/watch/digests/verdict';
import { checkLog } from './check-log';
import { inParallel } from './in-parallel';

interface Reading {
  readonly objects: Objects;
  readonly parallel: number;
  readonly everyLog: boolean;
}

/** The log files of one digest, several at a time. */
export async function judgeLogs(
  { objects, parallel, everyLog }: Reading,
  files: readonly LoggedFile[],
) {
  const checked = await inParallel(files, parallel, (file) => checkLog(objects, file));
  const logs: Partial<Record<LogVerdict, number>> = {};
  for (const { log } of checked) logs[log.verdict] = (logs[log.verdict] ?? 0) + 1;
  const kept = ({ verdict }: JudgedLog): boolean => everyLog || verdict !== 'valid';
  return {
    logs,
    logFiles: checked.map(({ log }) => log).filter(kept),
    events: new Set(checked.flatMap(({ events }) => events)),
  };
}
