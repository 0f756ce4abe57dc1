import type { Objects } from '../../../shared/aws/read-objects';

interface Window {
  /** ISO times. */
  readonly from: string;
  readonly to: string;
}

const MINUTE = 60_000;
const DAY = 86_400_000;
/** CloudTrail delivers within minutes, and tries again when it cannot: what came later than this is not found. */
const LATEST_DELIVERY = 60 * MINUTE;

/**
 * Names of the files below a folder (`…/CloudTrail/eu-west-1/`) that may hold calls of this time, a day at a
 * time, newest first. A name says when the file was delivered, and it holds what happened before.
 * [D] cloudtrail-log-file-name-format
 */
export async function* logKeys(
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
