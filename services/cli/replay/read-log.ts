import type { LogRecord } from '../../../shared/record/log-record';
import { unwrap } from '../../../shared/record/unwrap';
import type { Position, Skip } from '../../../shared/replay/report';
import { reason } from './find-logs';
import { openLog, UNPACK_LIMITS, type UnpackLimits } from './open-log';
import { type Piece, ValueSplitter } from './split-values';

/** What becomes of a log while it is read. */
export interface LogReader {
  readonly record: (record: LogRecord, place: Position) => void;
  readonly skip: (skip: Skip, count?: number) => void;
}

interface Source {
  readonly path: string;
  /** What people call it: the path, or `-`. */
  readonly name: string;
  /** Records without this text are passed over. */
  readonly only?: string;
  readonly limits?: UnpackLimits;
}

/** Every record of a log, one after the other. What cannot be read is handed to `skip`, never thrown. */
export async function readLog(
  { path, name, only, limits = UNPACK_LIMITS }: Source,
  reader: LogReader,
): Promise<void> {
  const splitter = new ValueSplitter(only);
  let number = 0;
  let values = 0;
  const take = (pieces: readonly Piece[]): void => {
    values += pieces.length;
    for (const piece of pieces) number = takePiece({ piece, name, number }, reader);
  };
  try {
    for await (const chunk of openLog(path, limits)) take(splitter.push(chunk));
    take(splitter.end());
    if (values === 0 && only === undefined) reader.skip({ file: name, why: EMPTY });
  } catch (error) {
    reader.skip({ file: name, why: `the file: ${reason(error)}` });
  }
}

/** Neither a record nor anything that could not be read. */
export const EMPTY = 'the file: it holds no record';

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
  for (const why of unwrapped.refused) skip({ file: name, line, why });
  unwrapped.records.forEach((each, index) => {
    try {
      record(each, { file: name, line, record: number + index + 1 });
    } catch (error) {
      // Nested a hundred thousand times, say: a record that an attacker writes ends no run.
      skip({ file: name, line, why: `the record: ${reason(error)}` });
    }
  });
  return number + unwrapped.records.length;
}
