import { becomeAcknowledger } from '../../../shared/aws/incidents/acknowledge';
import { findNotices, type UntoldNotice } from '../../../shared/aws/notify/find-notices';
import { askRetry } from '../../../shared/aws/notify/retry-row';
import { openTable } from '../../../shared/aws/table/table';
import { operatorOf } from '../target/become-operator';
import { connectionTo, type Target } from '../target/target';
import { print, printList } from '../terminal/print';
import { UserError } from '../terminal/user-error';
import { noticeId } from './list-notices';

interface RetryOptions extends Target {
  readonly channel?: string;
}

/** Asks the notifier to try dead notices again; one that is not dead is refused before any is asked for. */
export async function retryNotices(ids: readonly string[], options: RetryOptions): Promise<void> {
  if (ids.length > 0 === (options.channel !== undefined)) {
    throw new UserError('Give either the notices to retry or --channel.');
  }
  const connection = connectionTo(options);
  const chosen = await chosenOf(ids, options);
  const { connection: acknowledger, caller: by } = await becomeAcknowledger(connection);
  const table = openTable(options.table, acknowledger);
  const askedAt = new Date().toISOString();
  for (const { incidentId, id, channel } of chosen) {
    await askRetry(table, { incidentId, id, channel, by, askedAt });
  }
  if (options.json) return printList('asked', chosen.map(noticeId), { by, askedAt });
  print(
    `Asked for ${chosen.length === 1 ? 'one notice' : `${chosen.length} notices`}; the notifier tries within a minute.`,
  );
}

async function chosenOf(
  ids: readonly string[],
  options: RetryOptions,
): Promise<readonly UntoldNotice[]> {
  const dead = await deadNotices(options);
  const { channel } = options;
  if (channel !== undefined) {
    const own = dead.filter((notice) => notice.channel === channel);
    if (own.length > 0) return own;
    throw new UserError(
      `No notice of channel ${channel} is dead; "trailwarden notices" shows all.`,
    );
  }
  return ids.map((id) => {
    const found = dead.find((notice) => noticeId(notice) === id);
    if (found) return found;
    throw new UserError(`There is no dead notice ${id}; "trailwarden notices" shows all.`);
  });
}

async function deadNotices(options: RetryOptions): Promise<readonly UntoldNotice[]> {
  const { table } = await operatorOf(options);
  const dead: UntoldNotice[] = [];
  for await (const notice of findNotices(table)) if (notice.standing === 'dead') dead.push(notice);
  return dead;
}
