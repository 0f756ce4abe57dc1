import type { LogRecord } from '../../../shared/replay/log-record';
import type { Place, Skip } from '../../../shared/replay/report';
import { unwrap } from '../../../shared/replay/unwrap';
import { reason } from './find-logs';
import { openLog } from './open-log';
import { type Piece, ValueSplitter } from './split-values';

/** What becomes of a log while it is read. */
export interface LogReader {
  readonly record: (record: LogRecord, place: Place) => void;
  readonly skip: (skip: Skip, count?: number) => void;
}

interface Source {
  readonly path: string;
  /** What people call it: the path, or `-`. */
  readonly name: string;
  /** Records without this text are passed over. */
  readonly only?: string;
}

/** Every record of a log, one after the other. What cannot be read is handed to `skip`, never thrown. */
export async function readLog({ path, name, only }: Source, reader: LogReader): Promise<void> {
  const splitter = new ValueSplitter(only);
  let number = 0;
  const take = (pieces: readonly Piece[]): void => {
    for (const piece of pieces) number = takePiece({ piece, name, number }, reader);
  };
  try {
    for await (const chunk of openLog(path)) take(splitter.push(chunk));
    take(splitter.end());
  } catch (error) {
    reader.skip({ file: name, why: `the file: ${reason(error)}` });
  }
}

function takePiece(
  { piece, name, number }: { piece: Piece; name: string; number: number },
  { record, skip }: LogReader,
): number {
  const { line } = piece;
  if (piece.kind === 'bad') {
    skip({ file: name, line, why: piece.why });
    return number;
  }
  const unwrapped = unwrap(piece.value);
  if (unwrapped.kind === 'refused') {
    skip({ file: name, line, why: unwrapped.why });
    return number;
  }
  if (unwrapped.refused > 0)
    skip({ file: name, line, why: 'not a CloudTrail record' }, unwrapped.refused);
  unwrapped.records.forEach((each, index) => {
    record(each, { file: name, line, record: number + index + 1 });
  });
  return number + unwrapped.records.length;
}
