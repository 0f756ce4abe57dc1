import { classify } from '../../../shared/aws/classify';
import type { Looked, Lookup, RecordSource } from '../../../shared/domain/lookup';
import { isNamedIn, isTheOnlyOne } from '../../../shared/investigate/lineage/is-named-in';
import { field, text } from '../../../shared/record/json';
import { ahead } from '../verify/in-parallel';
import { type Logs, logFolders } from './log-folders';
import { logKeys } from './log-keys';
import { type LogFile, readLogFile } from './read-log-file';

export interface LogLimits {
  /** Files for one question. */
  readonly files: number;
  /** As they lie there, for all of a walk. */
  readonly bytes: number;
}

/** A question spans two days at most, unless it is for who made a key; and a walk is not to read a bucket. */
const LIMITS: LogLimits = { files: 2_000, bytes: 2 * 1024 ** 3 };

/**
 * The log files of trails: they last longer than Event history, and hold what was delivered. Newest first, and
 * no further than the limits; where there were more, or one was damaged, the answer says that it is not
 * complete. Never rejects.
 */
export function logFilesSource(logs: Logs, limits: LogLimits = LIMITS): RecordSource {
  let bytesLeft = limits.bytes;
  const look = async (lookup: Lookup): Promise<Looked> => {
    const folders = await logFolders(logs, lookup);
    if (folders.length === 0) return NOT_HERE;
    const records: unknown[] = [];
    const files = new Map<unknown, string>();
    let isWhole = true;
    let filesLeft = limits.files;
    for await (const [key, file] of filesIn(logs, folders, lookup)) {
      if (file.kind === 'unread') return file;
      for (const record of file.records.toReversed()) {
        records.push(record);
        files.set(record, key);
        if (isTheOnlyOne(record, lookup.attribute)) {
          return { kind: 'read', records, files, complete: true };
        }
      }
      isWhole &&= file.isWhole;
      filesLeft -= 1;
      bytesLeft -= file.bytes;
      if (filesLeft <= 0 || bytesLeft <= 0) break;
    }
    const complete = isWhole && filesLeft > 0 && bytesLeft > 0;
    return { kind: 'read', records, files, complete };
  };
  return {
    name: 'log files',
    lookUp: (lookup) =>
      look(lookup).catch((error: unknown) => ({
        kind: 'unread',
        why: classify(error, 's3:ListBucket'),
      })),
  };
}

const AT_ONCE = 8;

const NOT_HERE: Looked = {
  kind: 'unread',
  why: { kind: 'rejected', code: 'NoLogFilesOfIt', call: 's3:ListBucket' },
};

/** Newest first within a folder, each with its name; the next ones are already under way. */
async function* filesIn(
  { objects }: Logs,
  folders: readonly string[],
  lookup: Lookup,
): AsyncGenerator<readonly [string, LogFile]> {
  const { attribute, from, to } = lookup;
  const isWanted = (record: unknown): boolean =>
    isNamedIn(record, attribute) && isWithin(text(field(record, 'eventTime')), { from, to });
  for (const folder of folders) {
    for await (const keys of logKeys(objects, folder, { from, to })) {
      yield* ahead(keys, AT_ONCE, (key) =>
        readLogFile(objects, {
          bucket: objects.bucket ?? '',
          key,
          text: attribute.value,
          isWanted,
        }),
      );
    }
  }
}

/** By the second, as records have it. A record without a time is for the judge. */
const isWithin = (
  at: string | undefined,
  { from, to }: { readonly from: string; readonly to: string },
): boolean =>
  at === undefined || (at.slice(0, 19) >= from.slice(0, 19) && at.slice(0, 19) <= to.slice(0, 19));
