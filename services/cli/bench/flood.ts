import { stopLogging } from '../../../shared/techniques/trail/stop-logging';
import type { RunningReceivers } from '../../sandbox/receivers/start-receivers';
import { attack } from '../local/attack';
import { mainTrailOf } from '../local/drill-subject';
import { type Local, settled, startLocal } from '../local/local';
import { rehearseSlack } from '../local/rehearse-slack';
import { restOf } from '../local/still';
import { deletedStackEvent, refusedStopEvent } from '../local/stop-event';
import { until } from '../local/until';
import { type Figure, median, ms } from './figure';
import { tellBus } from './tell-bus';

const LATENCY_MS = 20;
const VICTIMS = 5;
const REFUSED_CALLS = 10_000;
const INVENTED_STACKS = 1_000;
/** Of a delay, to that of quiet times. */
const LIMIT = 1.5;

/**
 * One account makes noise while others are attacked: what each noisy call costs, and how much later than in quiet
 * times a victim's trail logs again and its page arrives. The noise lies in the queue before the first victim is struck.
 */
export async function benchFlood(): Promise<readonly Figure[]> {
  const local = await startLocal({
    kinds: ['trail'],
    accounts: 1 + 5 * VICTIMS,
    latencyMs: LATENCY_MS,
  });
  const slack = await rehearseSlack(local);
  try {
    const [noisy = '', ...members] = local.organization.memberAccountIds;
    await settled(local);
    // Functions, roles and connections are warm in every run that is measured.
    await strikeAll(local, slack, members.splice(0, VICTIMS));
    await strikeAll(local, slack, members.splice(0, VICTIMS));
    await settled(local);
    const idle = await strikeAll(local, slack, members.splice(0, VICTIMS));
    const trail = mainTrailOf(local, noisy);
    await settled(local);
    const calls = await flood(local, slack, {
      name: `${REFUSED_CALLS} refused calls under as many names`,
      victims: members.splice(0, VICTIMS),
      self: noisy,
      selfLimit: LIMIT,
      bodies: Array.from({ length: REFUSED_CALLS }, (_, at) =>
        refusedStopEvent(trail, `name-${at}`),
      ),
    });
    const stacks = await flood(local, slack, {
      name: `${INVENTED_STACKS} invented stacks`,
      self: noisy,
      victims: members.splice(0, VICTIMS),
      bodies: Array.from({ length: INVENTED_STACKS }, (_, at) =>
        deletedStackEvent(trail, `trailwarden-${at}`),
      ),
    });
    return [...figures(calls, idle), ...figures(stacks, idle)];
  } finally {
    await slack.close();
    await local.close();
  }
}

interface Flood {
  readonly name: string;
  readonly victims: readonly string[];
  /** The noisy account, which is struck as well: what it did before stands before it, or not. */
  readonly self: string;
  /** Absent where its delay is only reported: calls that took effect are its own tenant's. */
  readonly selfLimit?: number;
  readonly bodies: readonly string[];
}

interface Flooded {
  readonly name: string;
  readonly count: number;
  readonly writes: number;
  readonly bytes: number;
  readonly delays: readonly Delay[];
  readonly own: Delay;
  readonly ownLimit?: number;
  /** Noisy messages that still waited when the last page had arrived. */
  readonly waiting: number;
}

async function flood(
  local: Local,
  slack: RunningReceivers,
  { name, victims, self, selfLimit, bodies }: Flood,
): Promise<Flooded> {
  const written = countWrites(local);
  tellBus(local, bodies);
  const [delays, own] = await Promise.all([
    strikeAll(local, slack, victims),
    strike(local, slack, self),
  ]);
  const { waiting } = restOf(local);
  await settled(local, 120_000);
  return {
    name,
    count: bodies.length,
    ...written(),
    delays,
    own,
    ...(selfLimit && { ownLimit: selfLimit }),
    waiting,
  };
}

/** Counts all writes of the responder meanwhile, those for the victims included. */
function countWrites(local: Local) {
  let [writes, bytes] = [0, 0];
  const unwatch = local.sandbox.world.feed.watch((entry) => {
    if (entry.kind !== 'call' || entry.service !== 'dynamodb' || !isWrite(entry.action)) return;
    if (!entry.principalArn.includes('/trailwarden-responder/')) return;
    writes += 1;
    bytes += JSON.stringify(entry.input).length;
  });
  return () => {
    unwatch();
    return { writes, bytes };
  };
}

const isWrite = (action: string): boolean =>
  /^(Put|Update|Delete|TransactWrite|BatchWrite)/.test(action);

interface Delay {
  readonly restoredMs: number;
  readonly pagedMs: number;
}

/** All at once, so that the noise is still there when the last page arrives. */
const strikeAll = (
  local: Local,
  slack: RunningReceivers,
  accountIds: readonly string[],
): Promise<readonly Delay[]> =>
  Promise.all(accountIds.map((accountId) => strike(local, slack, accountId)));

/** From the call that stops the trail to StartLogging answered, and to the message that names the account. */
async function strike(local: Local, slack: RunningReceivers, accountId: string): Promise<Delay> {
  const subject = mainTrailOf(local, accountId);
  const heard = slack.received.length;
  let restoredAt: number | undefined;
  const unwatch = local.sandbox.world.feed.watch((entry) => {
    if (entry.kind !== 'call' || entry.action !== 'StartLogging' || entry.errorCode) return;
    if (entry.accountId === accountId) restoredAt ??= entry.answeredAt;
  });
  try {
    const { isComplete } = await attack(local, stopLogging, subject);
    if (!isComplete) throw new Error(`${subject.id} could not be stopped.`);
    const struckAt = now();
    const isPaged = (): boolean =>
      slack.received.slice(heard).some(({ taken, body }) => taken && body.includes(accountId));
    await until(async () => restoredAt !== undefined && isPaged(), {
      what: `${subject.id} is back and its page has arrived`,
      withinMs: 120_000,
    });
    const pagedMs = now() - struckAt;
    return { restoredMs: (restoredAt ?? Number.NaN) - struckAt, pagedMs };
  } finally {
    unwatch();
  }
}

const now = (): number => performance.timeOrigin + performance.now();

function figures(
  { name, count, writes, bytes, delays, own, ownLimit, waiting }: Flooded,
  idle: readonly Delay[],
): Figure[] {
  const of = (some: readonly Delay[], what: keyof Delay): number =>
    median(some.map((delay) => delay[what]));
  const delay = (
    what: keyof Delay,
    says: string,
    some: readonly Delay[],
    limit?: number,
  ): Figure => ({
    name: `${name}: ${says}`,
    measured: ms(of(some, what)),
    baseline: `${ms(of(idle, what))} in quiet times`,
    ratio: of(some, what) / of(idle, what),
    ...(limit && { limit }),
  });
  return [
    {
      name: `${name}: writes a call`,
      measured: `${(writes / count).toFixed(2)} (${(bytes / count).toFixed(0)} bytes)`,
      baseline: `1; ${waiting} calls still waited when the last page had arrived`,
      ratio: writes / count,
      limit: 1.1,
    },
    delay('restoredMs', "a victim's trail logs again after", delays, LIMIT),
    delay('pagedMs', "a victim's page arrives after", delays, LIMIT),
    delay('restoredMs', "the noisy account's own trail logs again after", [own], ownLimit),
  ];
}
