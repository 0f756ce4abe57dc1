import { setImmediate as nextTurn } from 'node:timers/promises';
import { openCloudTrail } from '../../../shared/aws/member-access';
import { listTrails } from '../../../shared/aws/observe-trail';
import { stopLogging } from '../../../shared/tampering/trail/stop-logging/technique';
import type { RunningReceivers } from '../../receivers/start-receivers';
import { hooks } from '../../sandbox';
import { attack } from '../local/attack';
import { endWatching } from '../local/drill-bursts';
import { mainTrailOf } from '../local/drill-subject';
import { type Local, settled, startLocal } from '../local/local';
import { rehearseSlack } from '../local/rehearse-slack';
import { restOf } from '../local/still';
import { deletedStackEvent, refusedStopEvent } from '../local/stop-event';
import { until } from '../local/until';
import { type Figure, ms } from './figure';
import { responderArn } from './restore-latency';
import { tellBus } from './tell-bus';

const LATENCY_MS = 20;
/** As many accounts are struck at once, this often: one run says little of a machine that has two processors for all of AWS. */
const VICTIMS = 5;
const ROUNDS = 5;
const REFUSED_CALLS = 10_000;
const WARMING = 1_000;
const WARMING_STACKS = 100;
const INVENTED_STACKS = 1_000;
/** Of a delay, to that of quiet times. */
const LIMIT = 1.5;

/**
 * One account makes noise while others are attacked: what each noisy call costs, and how much later than in quiet
 * times a victim's trail logs again and its page arrives. The noise lies in the queue before the first victim is struck.
 */
export async function benchFlood(): Promise<readonly Figure[]> {
  const local = await startLocal({ accounts: 1 + 3 * ROUNDS * VICTIMS, latencyMs: LATENCY_MS });
  // The pace of a channel is a setting: what is measured is how soon a page may leave.
  const slack = await rehearseSlack(local, { messagesPerMinute: 1000 });
  try {
    const [noisy = '', ...members] = local.organization.memberAccountIds;
    const rounds = (): Rounds => Array.from({ length: ROUNDS }, () => members.splice(0, VICTIMS));
    const calls = (from: number, to: number): readonly string[] =>
      Array.from({ length: to - from }, (_, at) =>
        refusedStopEvent(mainTrailOf(local, noisy), `name-${from + at}`),
      );
    const trail = mainTrailOf(local, noisy);
    const stacks = (from: number, to: number): readonly string[] =>
      Array.from({ length: to - from }, (_, at) =>
        deletedStackEvent(trail, `trailwarden-${from + at}`),
      );
    await settled(local);
    // Which environment has the keys of which account since the deployment is chance, and each asks for one call less.
    hooks.lambda.killEnvironments(local.sandbox, responderArn(local));
    // Functions and connections are warm in every run that is measured, as many as work side by side in a flood.
    await pour(local, [...calls(0, WARMING), ...stacks(0, WARMING_STACKS)]);
    await strikeRounds(local, slack, { rounds: [[]], self: noisy });
    await quiet(local);
    const idle = await strikeRounds(local, slack, { rounds: rounds(), self: noisy });
    await quiet(local);
    const flooded = await flood(local, slack, {
      name: `${REFUSED_CALLS} refused calls under as many names`,
      rounds: rounds(),
      self: noisy,
      selfLimit: LIMIT,
      bodies: calls(WARMING, WARMING + REFUSED_CALLS),
    });
    await quiet(local);
    const invented = await flood(local, slack, {
      name: `${INVENTED_STACKS} invented stacks`,
      self: noisy,
      rounds: rounds(),
      bodies: stacks(WARMING_STACKS, WARMING_STACKS + INVENTED_STACKS),
    });
    return [...figures(flooded, idle), ...figures(invented, idle)];
  } finally {
    await slack.close();
    await local.close();
  }
}

/** Accounts that are struck at once, one set after another. */
type Rounds = readonly (readonly string[])[];

/** What was struck before is looked at again for minutes: those looks would be measured with the next strikes. */
async function quiet(local: Local): Promise<void> {
  await settled(local, 120_000);
  await endWatching(local);
}

/** Slice by slice, as events arrive: told in one go, all of AWS in this process would stand still meanwhile. */
async function pour(local: Local, bodies: readonly string[]): Promise<void> {
  for (let first = 0; first < bodies.length; first += 100) {
    tellBus(local, bodies.slice(first, first + 100));
    await nextTurn();
  }
}

interface Flood {
  readonly name: string;
  readonly rounds: Rounds;
  /** The noisy account, which is struck as well: what it did before stands before it, or not. */
  readonly self: string;
  /** Absent where its delay is only reported: calls that took effect are its own tenant's. */
  readonly selfLimit?: number;
  readonly bodies: readonly string[];
}

interface Flooded extends Struck {
  readonly name: string;
  readonly count: number;
  readonly writes: number;
  readonly bytes: number;
  readonly ownLimit?: number;
  /** Noisy messages that still waited when the last page had arrived. */
  readonly waiting: number;
}

async function flood(
  local: Local,
  slack: RunningReceivers,
  { name, rounds, self, selfLimit, bodies }: Flood,
): Promise<Flooded> {
  const written = countWrites(local);
  await pour(local, bodies);
  const struck = await strikeRounds(local, slack, { rounds, self });
  const { waiting } = restOf(local);
  await settled(local, 120_000);
  return {
    name,
    count: bodies.length,
    ...written(),
    ...struck,
    ...(selfLimit && { ownLimit: selfLimit }),
    waiting,
  };
}

interface Struck {
  readonly victims: readonly Delay[];
  /** Of the noisy account only its trail: what an account does again and again is not paged each time. */
  readonly own: readonly Pick<Delay, 'restoredMs'>[];
  /** How long a plain call took meanwhile that has nothing to do with Trailwarden: all of AWS is one process here. */
  readonly plainMs: number;
}

/** A round's accounts all at once, the noisy one with them. */
async function strikeRounds(
  local: Local,
  slack: RunningReceivers,
  { rounds, self }: { readonly rounds: Rounds; readonly self: string },
): Promise<Struck> {
  const victims: Delay[] = [];
  const own: Struck['own'][number][] = [];
  const bystander = askPlainly(local);
  for (const accountIds of rounds) {
    await Promise.all([
      stopped(local, self).then(({ restoredMs }) => own.push({ restoredMs })),
      ...accountIds.map(async (accountId) => victims.push(await strike(local, slack, accountId))),
    ]);
  }
  return { victims, own, plainMs: await bystander.end() };
}

/** One call after another by a person of the management account. */
function askPlainly(local: Local) {
  const { managementAccountId: accountId, homeRegion: region } = local.organization;
  const client = openCloudTrail(local.administrator(accountId));
  const taken: number[] = [];
  let isOver = false;
  const asking = (async () => {
    while (!isOver) {
      const began = now();
      await listTrails(client, { accountId, region });
      taken.push(now() - began);
    }
  })();
  return {
    end: async (): Promise<number> => {
      isOver = true;
      await asking;
      return mean(taken);
    },
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

/** From the call that stops the trail to StartLogging answered, and to the message that names the account. */
async function strike(local: Local, slack: RunningReceivers, accountId: string): Promise<Delay> {
  const heard = slack.received.length;
  const { struckAt, restoredMs } = await stopped(local, accountId);
  const isPaged = (): boolean =>
    slack.received.slice(heard).some(({ taken, body }) => taken && body.includes(accountId));
  await until(async () => isPaged(), {
    what: `the page of ${accountId} has arrived`,
    withinMs: 120_000,
  });
  return { restoredMs, pagedMs: now() - struckAt };
}

/** Stops an account's trail and waits until it is back. */
async function stopped(
  local: Local,
  accountId: string,
): Promise<{ readonly struckAt: number; readonly restoredMs: number }> {
  const subject = mainTrailOf(local, accountId);
  let restoredAt: number | undefined;
  const unwatch = local.sandbox.world.feed.watch((entry) => {
    if (entry.kind !== 'call' || entry.action !== 'StartLogging' || entry.errorCode) return;
    if (entry.accountId === accountId) restoredAt ??= entry.answeredAt;
  });
  try {
    const { isComplete } = await attack(local, stopLogging, subject);
    if (!isComplete) throw new Error(`${subject.id} could not be stopped.`);
    const struckAt = now();
    await until(async () => restoredAt !== undefined, {
      what: `${subject.id} logs again`,
      withinMs: 120_000,
    });
    return { struckAt, restoredMs: (restoredAt ?? Number.NaN) - struckAt };
  } finally {
    unwatch();
  }
}

const now = (): number => performance.timeOrigin + performance.now();

function figures(
  { name, count, writes, bytes, ownLimit, waiting, ...struck }: Flooded,
  idle: Struck,
): Figure[] {
  const slower = struck.plainMs / idle.plainMs;
  const delay = (
    what: keyof Delay,
    says: string,
    of: 'victims' | 'own',
    limit?: number,
  ): readonly Figure[] => {
    const measured = meanOf(struck[of], what);
    const quiet = meanOf(idle[of], what);
    return [
      {
        name: `${name}: ${says}`,
        measured: ms(measured),
        baseline: `${ms(quiet)} in quiet times`,
        ratio: measured / quiet,
      },
      {
        name: `${name}: ${says}, counted in plain calls`,
        measured: `${(measured / struck.plainMs).toFixed(1)} × ${ms(struck.plainMs)}`,
        baseline: `${(quiet / idle.plainMs).toFixed(1)} × ${ms(idle.plainMs)} in quiet times`,
        ratio: measured / quiet / slower,
        ...(limit && { limit }),
      },
    ];
  };
  return [
    {
      name: `${name}: writes a call`,
      measured: `${(writes / count).toFixed(2)} (${(bytes / count).toFixed(0)} bytes)`,
      baseline: `1; ${waiting} calls still waited when the last page had arrived`,
      ratio: writes / count,
      limit: 1.1,
    },
    ...delay('restoredMs', "a victim's trail logs again after", 'victims', LIMIT),
    ...delay('pagedMs', "a victim's page arrives after", 'victims', LIMIT),
    ...delay('restoredMs', "the noisy account's own trail logs again after", 'own', ownLimit),
  ];
}

/** Not the median: a trail is back after one call or after two, and which of them is in the middle is chance. */
const meanOf = (some: readonly Partial<Delay>[], what: keyof Delay): number =>
  mean(some.flatMap((delay) => delay[what] ?? []));

const mean = (values: readonly number[]): number =>
  values.reduce((sum, each) => sum + each, 0) / values.length;
