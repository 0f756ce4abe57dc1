import { type Fields, isFields, number, parseJson, text } from '../../record/json';
import { clean } from './clean';

/** A row of a plugin of Volatility, and its line as evidence. */
export interface MemoryRow {
  readonly line: string;
  readonly fields: Fields;
}

const MOST_ROWS = 50_000;
const MOST_LINE = 65_536;

/** JSON objects, one a line. What is none is counted. */
export function readRows(said: string): {
  readonly rows: readonly MemoryRow[];
  readonly lost: number;
} {
  const lines = said.split('\n', MOST_ROWS + 1).filter((line) => line !== '');
  const rows = lines.slice(0, MOST_ROWS).flatMap((line): readonly MemoryRow[] => {
    const fields = line.length > MOST_LINE ? undefined : parseJson(line);
    return isFields(fields) ? [{ line: clean(line, 500), fields }] : [];
  });
  return { rows, lost: lines.length - rows.length };
}

/** A text of a row, on one line; empty where Volatility could not read it, which it writes as null or N/A. */
export function word({ fields }: MemoryRow, column: string, most = 256): string {
  const value = Object.hasOwn(fields, column) ? text(fields[column]) : undefined;
  return value === undefined || value === 'N/A' || value === '-' ? '' : clean(value, most);
}

export const isTrue = ({ fields }: MemoryRow, column: string): boolean =>
  Object.hasOwn(fields, column) && fields[column] === true;

export const isFalse = ({ fields }: MemoryRow, column: string): boolean =>
  Object.hasOwn(fields, column) && fields[column] === false;

export const pidOf = ({ fields }: MemoryRow): number =>
  (Object.hasOwn(fields, 'PID') ? number(fields.PID) : undefined) ?? -1;
