import { randomUUID } from 'node:crypto';
import type { Check } from '../../../shared/aws/queue';
import type { Asked } from './asked';

/** Region by Region: an account's looks come one after the other, and no account waits for another. */
export const checksOf = ({ by, accounts, regions }: Asked): readonly Check[] =>
  regions.flatMap((region) =>
    accounts.map(({ id: accountId }) => ({
      id: randomUUID(),
      accountId,
      region,
      by,
      heartbeat: true,
    })),
  );

interface Sending {
  /** Takes ten at once. Throws when any was not taken. */
  readonly ask: (checks: readonly Check[]) => Promise<void>;
  readonly onSent: (count: number) => void;
}

/** 40,000 checks are 4,000 requests; sent one after the other they would take minutes. */
export async function sendAll(checks: readonly Check[], { ask, onSent }: Sending): Promise<void> {
  for (let first = 0; first < checks.length; first += 10 * AT_ONCE) {
    const some = checks.slice(first, first + 10 * AT_ONCE);
    await Promise.all(
      Array.from({ length: Math.ceil(some.length / 10) }, (_, index) =>
        ask(some.slice(10 * index, 10 * index + 10)),
      ),
    );
    onSent(first + some.length);
  }
}

const AT_ONCE = 16;
