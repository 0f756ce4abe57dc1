/** Whether a rule may have this schedule. [D] eb-scheduled-rule-pattern; the bounds and forms were recorded on AWS, September 2026 */
export function isSchedule(expression: string): boolean {
  const [, cron] = /^cron\((.*)\)$/.exec(expression) ?? [];
  if (cron !== undefined) return isCron(cron);
  return /^rate\((1 (minute|hour|day)|([2-9]|[1-9]\d+) (minutes|hours|days))\)$/.test(expression);
}

interface Field {
  readonly least: number;
  readonly most: number;
  /** From `least` on; in any case. */
  readonly names?: readonly string[];
  /** What else it may be. */
  readonly also?: RegExp;
}

const MONTHS = 'JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC'.split(' ');
const WEEKDAYS = 'SUN MON TUE WED THU FRI SAT'.split(' ');

const FIELDS: readonly Field[] = [
  { least: 0, most: 59 },
  { least: 0, most: 23 },
  { least: 1, most: 31, also: /^(L|LW|([1-9]|[12]\d|3[01])W)$/ },
  { least: 1, most: 12, names: MONTHS },
  { least: 1, most: 7, names: WEEKDAYS, also: /^([1-7]?L|([1-7]|[A-Z]{3})#[1-5])$/i },
  { least: 1970, most: 2199 },
];

/** Six fields with one space between them, of which the day of the month or the day of the week is left open. */
function isCron(text: string): boolean {
  const fields = text.split(' ');
  const [, , day, , weekday] = fields;
  if (fields.length !== FIELDS.length || (day === '?') === (weekday === '?')) return false;
  return FIELDS.every((field, index) => {
    const isDay = index === 2 || index === 4;
    return (isDay && fields[index] === '?') || isField(field, fields[index] ?? '');
  });
}

const isField = (field: Field, text: string): boolean =>
  text.split(',').every((item) => field.also?.test(item) || isItem(field, item));

/** A value, a range that may wrap around, or a star, perhaps with an increment, which may be of any size. */
function isItem(field: Field, text: string): boolean {
  const [, range = '', step] = /^([^/]+)(?:\/(.*))?$/.exec(text) ?? [];
  if (step !== undefined && !/^\d+$/.test(step)) return false;
  if (range === '*') return true;
  const ends = range.split('-');
  return ends.length <= 2 && ends.every((end) => isValue(field, end));
}

function isValue({ least, most, names }: Field, text: string): boolean {
  if (names?.includes(text.toUpperCase())) return true;
  return /^\d+$/.test(text) && Number(text) >= least && Number(text) <= most;
}
