import { randomUUID } from 'node:crypto';
import type { Check } from '../../../shared/aws/queue';
import { inGroupsOf } from '../../../shared/domain/in-groups-of';
import type { Asked } from './seen-so-far';

/** One message for a few Regions of an account: its reader assumes the account's role once. */
export const checksOf = ({ by, accounts, regions }: Asked): readonly Check[] =>
  accounts.flatMap(({ id: accountId }) =>
    inGroupsOf(REGIONS_A_CHECK, regions).flatMap(([region, ...also]) =>
      region === undefined
        ? []
        : {
            ...{ id: randomUUID(), accountId, region, by },
            ...(also.length > 0 && { also }),
            heartbeat: true,
          },
    ),
  );

/** Ten such messages are a batch, and a batch has thirty seconds. */
const REGIONS_A_CHECK = 4;

interface Sending {
  /** Takes ten at once. Throws when any was not taken. */
  readonly ask: (checks: readonly Check[]) => Promise<void>;
  /** Resolves when the queue has room for more: tampering must not wait behind a sweep. */
  readonly room: () => Promise<void>;
  readonly onSent: (count: number) => void;
  /** The rest is not waited for any more. */
  readonly givenUp?: AbortSignal;
}

export async function sendAll(
  checks: readonly Check[],
  { ask, room, onSent, givenUp }: Sending,
): Promise<void> {
  let sent = 0;
  for (const some of inGroupsOf(10 * AT_ONCE, checks)) {
    if (sent > 0) await room();
    if (givenUp?.aborted) return;
    await Promise.all(inGroupsOf(10, some).map(ask));
    sent += some.length;
    onSent(sent);
  }
}

const AT_ONCE = 4;
