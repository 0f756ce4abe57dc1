import {
  type ServiceClients,
  serviceClients,
} from '../../../shared/aws/dependencies/service-clients';
import { makeCallWith } from '../../../shared/aws/make-call';
import { durationText } from '../../../shared/domain/duration-text';
import type { IncidentState } from '../../../shared/domain/incident';
import { type Subject, subjectKey } from '../../../shared/domain/subject';
import { intruder } from '../local/attack';
import { logsIn, watchBlindness } from '../local/blind-clock';
import { onlyRestore } from '../local/drill-bursts';
import { mainTrailOf } from '../local/drill-subject';
import { incidentsIn, inLocal, type Local, progressOf } from '../local/local';
import { still } from '../local/still';
import { printJson, printTable } from '../terminal/print';
import { exitCode, UserError } from '../terminal/user-error';

interface Options {
  readonly seconds: number;
  readonly only?: string;
  readonly json?: boolean;
}

/**
 * The strategies whose id or printed title contains the text. Refuses a text that none contains, before anything
 * starts.
 */
export function wantedStrategies(only = ''): readonly Strategy[] {
  const text = only.toLowerCase();
  const found = strategies.filter(({ id, title }) =>
    [id, title].some((name) => name.toLowerCase().includes(text)),
  );
  if (found.length > 0) return found;
  const known = strategies.map(({ id, title }) => `${id} (${title})`).join(', ');
  throw new UserError(`No strategy's name contains "${only}"; they are: ${known}.`);
}

/** Every strategy alone, one after the other, each in an account of its own: with quotas, and 20 ms a call. */
export async function fights({ seconds, only, json }: Options): Promise<void> {
  const onProgress = progressOf(json);
  const wanted = wantedStrategies(only);
  const options = {
    accounts: wanted.length,
    latencyMs: 20,
    sweepEvery: 'rate(7 days)', // what no watch finds stays lost
    onProgress,
  };
  await inLocal(options, async (local) => {
    local.sandbox.settings.quotas = true; // only now: the first look at everything is not the drill
    onlyRestore(local);
    const reports: FightReport[] = [];
    for (const [index, strategy] of wanted.entries()) {
      const accountId = local.organization.memberAccountIds[index] ?? '';
      onProgress(`${strategy.title}, for ${seconds} s`);
      reports.push(await drillFight(local, strategy, { accountId, forMs: seconds * 1_000 }));
    }
    process.exitCode = tellFights(reports, { json, seconds });
  });
}

/**
 * Prints the results of the fights. The exit code is bad when a trail was not put back and no person was told, or
 * when none ran.
 */
export function tellFights(
  reports: readonly FightReport[],
  { json, seconds }: { readonly json?: boolean | undefined; readonly seconds: number },
): number {
  const good = reports.length > 0 && reports.every(({ isGood }) => isGood);
  if (json) printJson({ good, seconds, reports });
  else show(reports);
  return good ? exitCode.ok : exitCode.bad;
}

function show(reports: readonly FightReport[]): void {
  printTable(
    ['Strategy', 'Calls', 'Blind', 'Longest', 'Logs again after', 'Incidents', 'Verdict'],
    reports.map((report) => [
      report.strategy,
      String(report.calls),
      `${(report.blindShare * 100).toFixed(1)} %`,
      durationText(report.longestMs),
      report.againAfterMs === undefined ? 'never' : durationText(report.againAfterMs),
      report.incidents.map(({ state }) => state).join(', '),
      verdictOf(report),
    ]),
  );
}

const verdictOf = ({ isGood, againAfterMs }: FightReport): string => {
  if (!isGood) return 'NOT PUT BACK';
  return againAfterMs === undefined ? 'a person was called' : 'put back';
};

/** One call, repeated at a rate. */
interface Repeated {
  readonly call: string;
  readonly input: Readonly<Record<string, unknown>>;
  /** 0: once. */
  readonly perSecond: number;
}

/** How one intruder keeps a trail off against the warden. */
export interface Strategy {
  readonly id: string;
  readonly title: string;
  /** Only a person can end it: then the incident must say so, and never that all is well. */
  readonly needsPerson?: true;
  readonly calls: (local: Local, trail: Subject<'trail'>) => readonly Repeated[];
}

export interface FightReport {
  readonly strategy: string;
  readonly blindShare: number;
  readonly longestMs: number;
  /** On the world's clock, from the last call; absent: it never logged again. */
  readonly againAfterMs?: number;
  readonly calls: number;
  readonly incidents: readonly { readonly id: string; readonly state: IncidentState }[];
  readonly isGood: boolean;
}

const DENY_ALL = JSON.stringify({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Deny', Action: '*', Resource: '*' }],
});
const DISTRUST = JSON.stringify({ Version: '2012-10-17', Statement: [] });

/** Once, where no rate is given. */
const repeat = (call: string, input: Repeated['input'], perSecond = 0): Repeated => ({
  call,
  input,
  perSecond,
});
const stop = ({ id }: Subject<'trail'>, perSecond: number): Repeated =>
  repeat('cloudtrail:StopLogging', { Name: id }, perSecond);
const deny = (RoleName: string, perSecond: number): Repeated =>
  repeat('iam:PutRolePolicy', { RoleName, PolicyName: 'out', PolicyDocument: DENY_ALL }, perSecond);
const distrust = (RoleName: string): Repeated =>
  repeat('iam:UpdateAssumeRolePolicy', { RoleName, PolicyDocument: DISTRUST });
const disableRule = (Name: string): Repeated => repeat('events:DisableRule', { Name });
const widen = ({ id }: Subject<'trail'>): Repeated =>
  repeat('cloudtrail:UpdateTrail', { Name: id, EnableLogFileValidation: false }, 10);
/** This trail exists nowhere, and each call on it uses up the second's only StartLogging. */
const useUpStarts = repeat('cloudtrail:StartLogging', { Name: 'not-there' }, 20);
const useUpReads = repeat('cloudtrail:DescribeTrails', {}, 20);
const silence = [
  disableRule('trailwarden-forward-watch'),
  disableRule('trailwarden-forward-warden'),
  disableRule('trailwarden-forward'),
];

/** What reviewers tried from one member account, with ordinary calls. */
const strategies: readonly Strategy[] = [
  { id: 'stop-once', title: 'one StopLogging', calls: (_, trail) => [stop(trail, 0)] },
  { id: 'stop', title: 'StopLogging 10 a second', calls: (_, trail) => [stop(trail, 10)] },
  {
    id: 'stop-and-update',
    title: 'StopLogging and UpdateTrail 10 a second',
    calls: (_, trail) => [stop(trail, 10), widen(trail)],
  },
  {
    id: 'use-up-starts',
    title: '… and StartLogging of a trail that is not there, 20 a second',
    calls: (_, trail) => [stop(trail, 10), widen(trail), useUpStarts],
  },
  {
    id: 'use-up-reads',
    title: '… and DescribeTrails 20 a second',
    calls: (_, trail) => [stop(trail, 10), widen(trail), useUpStarts, useUpReads],
  },
  {
    id: 'deny-guard',
    title: 'deny the guard everything, and StopLogging, 5 a second',
    calls: (_, trail) => [deny('trailwarden-guard', 5), stop(trail, 5)],
  },
  {
    id: 'deny-both',
    title: 'deny guard and spare everything, and StopLogging, 5 a second',
    needsPerson: true,
    calls: (_, trail) => [
      deny('trailwarden-guard', 5),
      deny('trailwarden-spare', 5),
      stop(trail, 5),
    ],
  },
  {
    id: 'distrust-guard',
    title: 'change the guard’s trust once, StopLogging once',
    calls: (_, trail) => [distrust('trailwarden-guard'), stop(trail, 0)],
  },
  {
    id: 'silence-then-stop',
    title: 'disable three rules, StopLogging once',
    calls: (_, trail) => [...silence, stop(trail, 0)],
  },
  {
    id: 'silence-distrust-stop',
    title: '… and change the trust of guard and spare',
    needsPerson: true,
    calls: (_, trail) => [
      ...silence,
      distrust('trailwarden-guard'),
      distrust('trailwarden-spare'),
      stop(trail, 0),
    ],
  },
  {
    id: 'fill-the-quota',
    title: 'DeleteTrail, and CreateTrail until there are five',
    needsPerson: true,
    calls: ({ organization }, trail) => [
      repeat('cloudtrail:DeleteTrail', { Name: trail.id }),
      ...Array.from({ length: 5 }, (_, index) => {
        const S3BucketName = organization.archives[0]?.bucketName;
        return repeat('cloudtrail:CreateTrail', { Name: `full-${index}`, S3BucketName });
      }),
    ],
  },
];

/** One strategy in real time, with quotas; then the attack ends, and the clock is moved on until the trail logs. */
async function drillFight(
  local: Local,
  strategy: Strategy,
  { accountId, forMs }: { readonly accountId: string; readonly forMs: number },
): Promise<FightReport> {
  const { world } = local.sandbox;
  const trail = mainTrailOf(local, accountId);
  const inside = serviceClients(await intruder(local, accountId));
  const blind = watchBlindness(world, [trail]);
  blind.begin();
  const began = world.clock.elapsedMs();
  const calls = await Promise.all(
    strategy.calls(local, trail).map((one) => send(one, inside, forMs)),
  );
  const left = began + forMs - world.clock.elapsedMs();
  if (left > 0) await new Promise((resolve) => setTimeout(resolve, left));
  const { totalMs, longestMs } = blind.of(trail);
  const foughtMs = world.clock.elapsedMs() - began;

  const ended = world.clock.elapsedMs();
  let againAt: number | undefined;
  for (;;) {
    // Hundreds of messages that come again by the world's clock may never all be at rest at once.
    await still(local, 5_000);
    if (logsIn(world, trail)) againAt ??= world.clock.elapsedMs();
    else againAt = undefined;
    if (world.clock.elapsedMs() - ended > WAITED_FOR_MS) break;
    world.clock.advance((world.clock.nextInMs() ?? 60_000) + 1);
  }
  blind.end();
  const found = await incidentsIn(local, { subjectKey: subjectKey(trail) });
  const incidents = found.map(({ id, state }) => ({ id, state }));
  return {
    strategy: strategy.title,
    blindShare: totalMs / foughtMs,
    longestMs,
    ...(againAt !== undefined && { againAfterMs: againAt - ended }),
    calls: calls.reduce((sum, count) => sum + count, 0),
    incidents,
    isGood: isHeld(strategy, { isBack: againAt !== undefined, incidents }),
  };
}

/** The trail logs again; or only a person can end it, and an open incident calls for one. */
export const isHeld = (
  { needsPerson }: Pick<Strategy, 'needsPerson'>,
  { isBack, incidents }: { readonly isBack: boolean } & Pick<FightReport, 'incidents'>,
): boolean =>
  isBack ||
  (needsPerson === true &&
    incidents.some(({ state }) => state === 'open' || state === 'escalated'));

/** The length of a watch, and some more. */
const WAITED_FOR_MS = 10 * 60_000;

/** How many of them were sent; it does not matter which AWS refused. */
async function send(
  { call, input, perSecond }: Repeated,
  inside: ServiceClients,
  forMs: number,
): Promise<number> {
  const once = () => makeCallWith(inside, { call, input }).catch(isRefused);
  if (perSecond === 0) {
    await once();
    return 1;
  }
  const until = performance.now() + forMs;
  const everyMs = 1_000 / perSecond;
  const sent: Promise<unknown>[] = [];
  for (let next = performance.now(); next < until; next += everyMs) {
    await new Promise((resolve) => setTimeout(resolve, Math.max(0, next - performance.now())));
    sent.push(once());
  }
  await Promise.all(sent);
  return sent.length;
}

/** A quota that is used up ends in an error of its own, which is the attacker's aim. */
function isRefused(error: { readonly $fault?: string }): void {
  if (!error.$fault) throw error;
}
