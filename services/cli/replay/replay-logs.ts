import { collect, type Report } from '../../../shared/replay/report';
import { findLogs } from './find-logs';
import { knownFromFiles, knownFromLogs, type Sources } from './protected-from';
import { readLog } from './read-log';

interface Replay extends Sources {
  readonly paths: readonly string[];
  /** The file that holds what came through `-`. */
  readonly stdin?: string;
  readonly progress?: (records: number) => void;
}

const EVERY = 5_000;

/** Reads the logs and says what would have been seen. Two passes where it was not said what is protected. */
export async function replayLogs({ paths, stdin, progress, ...sources }: Replay): Promise<Report> {
  const found = await findLogs(paths.filter((path) => path !== '-'));
  const logs = found.flatMap((log) =>
    log.kind === 'log' ? [{ path: log.path, name: log.path }] : [],
  );
  if (stdin) logs.push({ path: stdin, name: '-' });
  const { known, from } = (await knownFromFiles(sources)) ?? (await knownFromLogs(logs));
  const collector = collect(known);
  for (const log of found) {
    if (log.kind === 'skipped') collector.skip({ file: log.path, why: `the file: ${log.why}` });
  }
  for (const log of logs) {
    collector.file();
    await readLog(log, {
      record: (record, place) => {
        collector.add(record, place);
        if (collector.records() % EVERY === 0) progress?.(collector.records());
      },
      skip: collector.skip,
    });
  }
  return collector.report(from);
}
