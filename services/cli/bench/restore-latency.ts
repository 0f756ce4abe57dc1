import { openCloudTrail } from '../../../shared/aws/member-access';
import { listTrails } from '../../../shared/aws/observe-trail';
import { stopLogging } from '../../../shared/tampering/trail/stop-logging/technique';
import { hooks } from '../../sandbox';
import { attack } from '../local/attack';
import { mainTrailOf } from '../local/drill-subject';
import { inLocal, type Local, sendChecks, settled } from '../local/local';
import { type Measured, measure } from '../local/measure';
import { until } from '../local/until';
import { type Figure, median, ms } from './figure';
import { leaveAlone } from './leave-alone';

const LATENCY_MS = 20;
const RUNS = 12;
/** Restorations before anything is measured: both processes have compiled what they run by then. */
const WARM_UPS = 8;

/**
 * From the record in the function's hands to StartLogging answered, every AWS call taking 20 ms.
 * Warm: this responder has seen the account before. Cold: it runs, and has never seen the account.
 * Once as it is deployed, and once without notifier and investigator.
 */
export async function benchRestoreLatency(): Promise<readonly Figure[]> {
  const deployed = await measureAll();
  const alone = await measureAll(leaveAlone);
  const { roundTripMs } = deployed;
  return [
    ...figures('warm', deployed.warm, { roundTripMs, trips: 1 }),
    ...figures('cold', deployed.cold, { roundTripMs, trips: 2 }),
    followed('warm', deployed.warm, alone.warm),
    followed('cold', deployed.cold, alone.cold),
  ];
}

interface Runs {
  readonly warm: readonly Measured[];
  readonly cold: readonly Measured[];
  readonly roundTripMs: number;
}

function measureAll(prepare?: (local: Local) => void): Promise<Runs> {
  const accounts = WARM_UPS + 2 * RUNS + 1;
  const options = {
    kinds: ['trail'],
    accounts,
    latencyMs: LATENCY_MS,
    concurrentBatches: 1,
  } as const;
  return inLocal(options, async (local) => {
    const [first = '', ...members] = local.organization.memberAccountIds;
    await settled(local);
    prepare?.(local);
    hooks.lambda.killEnvironments(local.sandbox, responderArn(local));
    await sendChecks(local, [first]);
    await settled(local);
    for (const accountId of members.splice(0, WARM_UPS)) await restoreOnce(local, accountId);
    const roundTripMs = await roundTrip(local, first);

    const cold: Measured[] = [];
    for (const accountId of members.slice(0, RUNS)) cold.push(await restoreOnce(local, accountId));
    const warm: Measured[] = [];
    for (const accountId of members.slice(RUNS)) {
      await sendChecks(local, [accountId]);
      await settled(local);
      warm.push(await restoreOnce(local, accountId));
    }
    return { warm, cold, roundTripMs };
  });
}

function figures(
  name: string,
  runs: readonly Measured[],
  { roundTripMs, trips }: { readonly roundTripMs: number; readonly trips: number },
): Figure[] {
  const took = median(runs.map(({ recordToRestoredMs }) => recordToRestoredMs));
  const calls = [...new Set(runs.map(({ callsBefore }) => callsBefore.join(' + ') || 'none'))];
  const waited = Math.max(...runs.map(({ callsBefore }) => callsBefore.filter(isRemote).length));
  return [
    {
      name: `${name}: calls before StartLogging`,
      measured: `${waited} (${calls.join('; ')})`,
      baseline: `${trips - 1}`,
    },
    {
      name: `${name}: SQS record → StartLogging answered`,
      measured: ms(took),
      baseline: `${trips} × ${ms(roundTripMs)}`,
      ratio: took / (trips * roundTripMs),
      limit: 1.25,
    },
  ];
}

/** Processors are shared here and not on AWS, so more than noise is a call or a wait that was put on the way. */
function followed(name: string, told: readonly Measured[], alone: readonly Measured[]): Figure {
  const [took = Number.NaN, unfollowed = Number.NaN] = [told, alone].map((runs) =>
    median(runs.map(({ recordToRestoredMs }) => recordToRestoredMs)),
  );
  return {
    name: `${name}, with notifier and investigator at work`,
    measured: ms(took),
    baseline: `${ms(unfollowed)} without them`,
    ratio: took / unfollowed,
    limit: 1.25,
  };
}

/** The table's Query runs beside AssumeRole and is shown, but nothing waits for it longer than for that. */
const isRemote = (call: string): boolean => !call.startsWith('dynamodb:');

async function restoreOnce(local: Local, accountId: string): Promise<Measured> {
  const subject = mainTrailOf(local, accountId);
  const since = performance.timeOrigin + performance.now();
  await attack(local, stopLogging, subject);
  const measured = () => measure(local.sandbox.world.feed.entries, { subject, since });
  await until(async () => measured() !== undefined, {
    what: `${subject.id} was started again`,
    withinMs: 20_000,
  });
  await settled(local);
  const numbers = measured();
  if (!numbers) throw new Error('The restoration left the log before it was read.');
  return numbers;
}

/** One call of an SDK client with a warm socket: what a round trip costs here, time-outs and all. */
async function roundTrip(local: Local, accountId: string): Promise<number> {
  const client = openCloudTrail(local.administrator(accountId));
  const place = { accountId, region: local.organization.homeRegion };
  const times: number[] = [];
  for (let run = 0; run < 20; run += 1) {
    const startedAt = performance.now();
    await listTrails(client, place);
    times.push(performance.now() - startedAt);
  }
  return median(times);
}

export const responderArn = ({ organization }: Local): string =>
  `arn:aws:lambda:${organization.homeRegion}:${organization.securityAccountId}:function:trailwarden-responder`;
