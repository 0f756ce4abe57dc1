import { findNotices, type UntoldNotice } from '../../shared/aws/notify/find-notices';
import { noticeId } from './notice-id';
import { inOneLine } from './on-terminal';
import { print, printList, printTable } from './print';
import { tableOf } from './table-of';
import type { Target } from './target';
import { exitCode } from './user-error';

export interface NoticesOptions extends Target {
  readonly channel?: string;
  readonly json?: boolean;
}

export async function listNotices(options: NoticesOptions): Promise<void> {
  const notices: UntoldNotice[] = [];
  for await (const notice of findNotices(tableOf(options))) {
    if (options.channel === undefined || notice.channel === options.channel) notices.push(notice);
  }
  const sorted = notices.toSorted((one, other) => one.channel.localeCompare(other.channel));
  const isDead = notices.some(({ standing }) => standing === 'dead');
  if (isDead) process.exitCode = exitCode.bad;
  if (options.json) return printList('notices', sorted.map(forPrograms));
  if (notices.length === 0) return print('Nothing waits, and nothing is dead.');
  printTable(
    ['Channel', 'Is', 'Notice', 'Since', 'Tries', 'Next', 'Why'],
    inOneLine(sorted).map(rowOf),
  );
  if (isDead) print('Mend what is said there, then: trailwarden notices retry <notice>');
}

const forPrograms = (notice: UntoldNotice) => ({ notice: noticeId(notice), ...notice });

const rowOf = (notice: UntoldNotice): string[] => [
  notice.channel,
  notice.standing,
  noticeId(notice),
  notice.plannedAt.slice(0, 19),
  String(notice.attempts),
  notice.standing === 'dead' ? '-' : notice.nextAt.slice(0, 19),
  notice.why ?? 'not tried yet',
];
