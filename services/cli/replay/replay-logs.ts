import { readFile } from 'node:fs/promises';
import { parse } from 'yaml';
import { type Known, nothingKnown } from '../../../shared/record/known';
import { type ProtectedNames, protectedKinds } from '../../../shared/record/protected';
import { startInference, TEACHES } from '../../../shared/replay/infer';
import { type Read, readBaselines, readProtected } from '../../../shared/replay/read-baselines';
import { collect, type Report } from '../../../shared/replay/report';
import { UserError } from '../terminal/user-error';
import { findLogs, reason } from './find-logs';
import { readLog } from './read-log';
import { textOf } from './text-of';

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

interface Sources {
  readonly protected?: string;
  readonly baseline?: string;
}

/** What is known, and in words where from. */
interface KnownFrom {
  readonly known: Known;
  readonly from: string;
}

/** From the files the user named; undefined when none was. */
async function knownFromFiles({
  protected: list,
  baseline,
}: Sources): Promise<KnownFrom | undefined> {
  if (!list && !baseline) return undefined;
  const named = list ? await readFrom(list, readProtected) : {};
  const { trails, subjects } = baseline
    ? await readFrom(baseline, readBaselines)
    : { ...nothingKnown };
  const from = [list, baseline].filter((one) => one !== undefined).join(' and ');
  return {
    known: { subjects: together(named, subjects), trails, complete: true },
    from: `from ${from}`,
  };
}

/** JSON is YAML too. */
async function readFrom<T>(path: string, read: (value: unknown) => Read<T>): Promise<T> {
  let value: unknown;
  try {
    value = parse(textOf(await readFile(path)));
  } catch (error) {
    throw new UserError(`${path} cannot be read: ${reason(error)}.`);
  }
  const result = read(value);
  if (result.kind === 'refused') throw new UserError(`${path} cannot be used: ${result.why}.`);
  return result.value;
}

const together = (one: ProtectedNames, other: ProtectedNames): ProtectedNames =>
  Object.fromEntries(
    protectedKinds.flatMap((kind) => {
      const names = [...new Set([...(one[kind] ?? []), ...(other[kind] ?? [])])];
      return names.length > 0 ? [[kind, names]] : [];
    }),
  );

/** From what the logs say of their trails. What cannot be read is named when the logs are judged. */
async function knownFromLogs(
  logs: readonly { readonly path: string; readonly name: string }[],
): Promise<KnownFrom> {
  const inference = startInference();
  for (const log of logs) {
    await readLog({ ...log, only: TEACHES }, { record: inference.learn, skip: () => {} });
  }
  return { known: inference.known(), from: 'inferred from the logs' };
}
