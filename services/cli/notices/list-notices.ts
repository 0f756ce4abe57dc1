import {
  type Named,
  openAccountNames,
  withAccountName,
} from '../../../shared/aws/coverage/account-names';
import {
  type KeptConfiguration,
  readKeptConfiguration,
} from '../../../shared/aws/notify/configuration-row';
import { findNotices, type UntoldNotice } from '../../../shared/aws/notify/find-notices';
import type { NoticeId } from '../../../shared/aws/notify/retry-row';
import { accountText } from '../../../shared/domain/account-text';
import { plain, plainly } from '../../../shared/tell/report/plain';
import { tableOf } from '../target/become-operator';
import { connectionTo, type Target } from '../target/target';
import { print, printList, printTable } from '../terminal/print';
import { exitCode } from '../terminal/user-error';

interface NoticesOptions extends Target {
  readonly channel?: string;
}

export async function listNotices(options: NoticesOptions): Promise<void> {
  const notices: UntoldNotice[] = [];
  const table = tableOf(options);
  const channels = new Set<string>();
  for await (const notice of findNotices(table)) {
    channels.add(notice.channel);
    if (options.channel === undefined || notice.channel === options.channel) notices.push(notice);
  }
  const configuration = await readKeptConfiguration(table);
  const { wrong = [] } = configuration;
  const nameOf = openAccountNames(connectionTo(options));
  const named = await Promise.all(notices.map((notice) => withAccountName(notice, nameOf)));
  const sorted = named.toSorted((one, other) => one.channel.localeCompare(other.channel));
  const isDead = notices.some(({ standing }) => standing === 'dead');
  if (isDead || wrong.length > 0) process.exitCode = exitCode.bad;
  if (options.json) {
    const { wrongSince } = configuration;
    return printList('notices', sorted.map(forPrograms), {
      ...(wrong.length > 0 && { configuration: { wrong, wrongSince } }),
    });
  }
  for (const line of wrongLines(configuration)) print(line);
  if (notices.length === 0) return print(nothingIn(options.channel, [...channels].sort()));
  printTable(
    ['Channel', 'Is', 'Notice', 'Account', 'Since', 'Tries', 'Next', 'Why'],
    plainly(sorted).map(rowOf),
  );
  if (isDead) print('Mend what is said there, then: trailwarden notices retry <notice>');
}

/** A configuration that is wrong is not used: what is in force is an older one. */
const wrongLines = ({ wrong = [], wrongSince, text, goodAt }: KeptConfiguration): string[] =>
  wrong.length === 0
    ? []
    : [
        `The configuration of notifications is wrong since ${wrongSince}: ${wrong.map(plain).join(' ')}`,
        text === undefined
          ? 'There was no good one before: only the topics of the deployment are told, if it names any.'
          : `The last good one, of ${goodAt}, stays in force until it is mended.`,
      ];

/** Only channels with something to tell are known here: a misspelt one would look like a quiet one. */
const nothingIn = (channel: string | undefined, others: readonly string[]): string =>
  channel === undefined
    ? 'Nothing waits, and nothing is dead.'
    : `Nothing waits, and nothing is dead, in a channel called "${channel}"; ${others.length > 0 ? `there is something in ${others.join(', ')}` : 'nor in any other'}.`;

const forPrograms = (notice: UntoldNotice) => ({ notice: noticeId(notice), ...notice });

const rowOf = (notice: UntoldNotice & Named): string[] => [
  notice.channel,
  notice.standing,
  noticeId(notice),
  notice.accountId === undefined ? '-' : accountText({ ...notice, accountId: notice.accountId }),
  notice.plannedAt.slice(0, 19),
  String(notice.attempts),
  notice.standing === 'dead' ? '-' : notice.nextAt.slice(0, 19),
  notice.why ?? 'not tried yet',
];

/** As people copy it: `inc-…/restored#1/chat`. */
export const noticeId = ({ incidentId, id, channel }: NoticeId): string =>
  `${incidentId}/${id}/${channel}`;
