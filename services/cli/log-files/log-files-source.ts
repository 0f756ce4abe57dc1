import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { classify } from '../../../shared/aws/classify';
import type { Objects } from '../../../shared/aws/read-objects';
import type { Looked, Lookup, LookupAttribute, RecordSource } from '../../../shared/domain/lookup';
import type { Obstacle } from '../../../shared/domain/obstacle';
import type { Place } from '../../../shared/domain/place';
import { field, text } from '../../../shared/record/json';
import { codeOf } from '../replay/find-logs';
import { ValueSplitter } from '../replay/split-values';
import { ahead } from '../verify/in-parallel';

export interface Logs {
  readonly objects: Pick<Objects, 'list' | 'folders' | 'open' | 'bucket'>;
  /** Of the trail in the bucket, without a slash at its end; empty where it has none. */
  readonly prefix: string;
}

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

/**
 * Where a place's log files may lie: below the account, and for organization trails below `AWSLogs/o-…/`. Only
 * those that are there; none says that these logs know nothing of the place.
 */
async function logFolders(
  { objects, prefix }: Logs,
  { accountId, region }: Place,
): Promise<readonly string[]> {
  const base = `${prefix ? `${prefix}/` : ''}AWSLogs/`;
  const organizations = (await objects.folders(base)).filter((name) => /^o-/.test(name));
  const roots = [base, ...organizations.map((name) => `${base}${name}/`)];
  const found: string[] = [];
  for (const root of roots) {
    const folder = `${root}${accountId}/CloudTrail/`;
    if ((await objects.folders(folder)).includes(region)) found.push(`${folder}${region}/`);
  }
  return found;
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
const isWithin = (at: string | undefined, { from, to }: Window): boolean =>
  at === undefined || (at.slice(0, 19) >= from.slice(0, 19) && at.slice(0, 19) <= to.slice(0, 19));

type Window = Pick<Lookup, 'from' | 'to'>;

const MINUTE = 60_000;
const DAY = 86_400_000;
/** CloudTrail delivers within minutes, and tries again when it cannot: what came later than this is not found. */
const LATEST_DELIVERY = 60 * MINUTE;

/**
 * Names of the files below a folder (`…/CloudTrail/eu-west-1/`) that may hold calls of this time, a day at a
 * time, newest first. A name says when the file was delivered, and it holds what happened before.
 * [D] cloudtrail-log-file-name-format
 */
async function* logKeys(
  { list }: Pick<Objects, 'list'>,
  folder: string,
  { from, to }: Window,
): AsyncGenerator<readonly string[]> {
  const first = Math.floor(Date.parse(from) / MINUTE) * MINUTE;
  const last = Date.parse(to) + LATEST_DELIVERY;
  for (let day = startOfDay(last); day >= startOfDay(first); day -= DAY) {
    const keys: string[] = [];
    for await (const key of list(`${folder}${dayOf(day)}/`)) {
      const at = deliveredAt(key);
      if (at === undefined || (at >= first && at <= last)) keys.push(key);
    }
    yield keys.reverse();
  }
}

const startOfDay = (at: number): number => Math.floor(at / DAY) * DAY;

/** `2026/11/21` */
const dayOf = (at: number): string => new Date(at).toISOString().slice(0, 10).replaceAll('-', '/');

/** `…_20261121T1005Z_….json.gz`; nothing where a name does not say. */
function deliveredAt(key: string): number | undefined {
  const [, year, month, day, hour, minute] =
    /_(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)Z_[^/]*$/.exec(key) ?? [];
  if (!year) return undefined;
  return Date.parse(`${year}-${month}-${day}T${hour}:${minute}:00Z`);
}

/** What a log file holds of what is looked for. */
type LogFile =
  | {
      readonly kind: 'read';
      readonly records: readonly unknown[];
      /** As it lies there. */
      readonly bytes: number;
      /** Gone, damaged or cut off: there may have been more in it. */
      readonly isWhole: boolean;
    }
  | { readonly kind: 'unread'; readonly why: Obstacle };

interface Wanted {
  readonly bucket: string;
  readonly key: string;
  /** Records without this text are passed over unread. */
  readonly text: string;
  readonly isWanted: (record: unknown) => boolean;
}

/** Streams through a file of a trail, and keeps nothing but what is wanted. Never rejects. */
async function readLogFile(
  { open }: Pick<Objects, 'open'>,
  { bucket, key, text, isWanted }: Wanted,
): Promise<LogFile> {
  const records: unknown[] = [];
  let bytes = 0;
  let isWhole = true;
  const splitter = new ValueSplitter(text);
  const take = (pieces: ReturnType<ValueSplitter['push']>): void => {
    for (const piece of pieces) {
      if (piece.kind === 'bad') isWhole = false;
      else if (isWanted(piece.value)) records.push(piece.value);
    }
  };
  const counted = async function* (body: AsyncIterable<Uint8Array>) {
    for await (const chunk of body) {
      bytes += chunk.byteLength;
      yield chunk;
    }
  };
  try {
    const opened = await open(bucket, key);
    if (!opened) return { kind: 'read', records, bytes, isWhole: false };
    const decoder = new TextDecoder();
    const read = async (chunks: AsyncIterable<Buffer>): Promise<void> => {
      for await (const chunk of chunks)
        take(splitter.push(decoder.decode(chunk, { stream: true })));
      take(splitter.end());
    };
    const source = Readable.from(counted(opened.body));
    if (key.endsWith('.gz')) await pipeline(source, createGunzip(), read);
    else await pipeline(source, read);
  } catch (error) {
    if (!codeOf(error).startsWith('Z_')) {
      return { kind: 'unread', why: classify(error, 's3:GetObject') };
    }
    isWhole = false;
  }
  return { kind: 'read', records, bytes, isWhole };
}

/** Is this the record that is wanted? Event history filters by itself; a reader of log files must ask. */
function isNamedIn(record: unknown, { key, value }: LookupAttribute): boolean {
  switch (key) {
    case 'EventId':
      return field(record, 'eventID') === value;
    case 'EventName':
      return field(record, 'eventName') === value;
    case 'ResourceName':
      return SPOKEN_OF.some((name) => mentions(field(record, name), value));
  }
}

/** One record is enough: ids are unique, and a key is given out once. */
const isTheOnlyOne = (record: unknown, attribute: LookupAttribute): boolean =>
  attribute.key === 'EventId' ||
  (attribute.key === 'ResourceName' &&
    mentions(field(record, 'responseElements'), attribute.value));

/** Not in `userIdentity`, which names the key of every call that was made with it. */
const SPOKEN_OF = ['responseElements', 'requestParameters', 'resources'] as const;

const mentions = (part: unknown, value: string): boolean =>
  part !== undefined && JSON.stringify(part).includes(JSON.stringify(value));
