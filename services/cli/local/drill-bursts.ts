import { setTimeout as pause } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import { type Pool, serviceClients } from '../../../shared/aws/dependencies/service-clients';
import { makeCallWith } from '../../../shared/aws/make-call';
import { endWatches } from '../../../shared/aws/watch/end-watches';
import { kept } from '../../../shared/domain/kept';
import type { Observation } from '../../../shared/domain/observation';
import { describeObstacle } from '../../../shared/domain/obstacle';
import { type Subject, subjectKey } from '../../../shared/domain/subject';
import type { Technique } from '../../../shared/domain/technique';
import { differences } from '../../../shared/restore/differences';
import { hasRunbook } from '../../../shared/restore/runbooks/catalogue';
import { protectedIn } from '../../../shared/signal/protected';
import { techniques } from '../../../shared/tampering/catalogue';
import { hooks } from '../../sandbox';
import { intruder, isTaken } from './attack';
import { watchBlindness } from './blind-clock';
import type { Sequence, SubjectsOf } from './burst-plan';
import { comparedState, isRead, lookFrom } from './compared-state';
import { guardedIn, mainTrailOf } from './drill-subject';
import { incidentsIn, type Local, signalsArn, tableOf } from './local';
import { still } from './still';

/** The result of one attack, by a bystander with separate keys. */
export interface BurstOutcome {
  readonly id: string;
  /** `delete-rule arn:… after 2 s`, in order. */
  readonly blows: readonly string[];
  /** Blows that AWS took in full; the warden may have been faster than the others. */
  readonly taken: number;
  /** Subjects that are not as they were once their watch is over, with the differences. */
  readonly broken: readonly string[];
  /** False statements of an incident. */
  readonly untrue: readonly string[];
  /** For the trail of the account in which it began, on the world's clock. */
  readonly blindMs: number;
  readonly longestMs: number;
  /** How long until everything was as it was; absent when it never was. */
  readonly wholeAfterMs?: number;
}

/** Techniques that touch a trail or our channel, and that the warden undoes. */
export const burstTechniques = (): readonly Technique[] =>
  [...techniques.trail, ...techniques.warden].filter(
    // An organization trail would cover every account, and hide what the drill is about.
    ({ id }) => hasRunbook(id) && id !== 'demote-organization-trail',
  );

/** An account's own trail and parts, in every Region; the security account's include the central parts. */
export function subjectsIn(local: Local): SubjectsOf {
  const { homeRegion, securityAccountId } = local.organization;
  const { regions } = local.sandbox.world;
  return (technique, accountId) => {
    if (technique.subject === 'trail') return [mainTrailOf(local, accountId)];
    const places = [accountId, securityAccountId].flatMap((account) =>
      [homeRegion, ...regions.filter((one) => one !== homeRegion)].map((region) => ({
        accountId: account,
        region,
      })),
    );
    const found = places
      .flatMap((place) => protectedIn(place, guardedIn(local)))
      .filter(({ kind }) => kind === technique.subject)
      .filter((subject) => technique.drill(subject).length > 0);
    const own = found.filter((subject) => subject.accountId === accountId);
    return [...new Map((own.length > 0 ? own : found).map((one) => [one.id, one])).values()].sort(
      byHarm,
    );
  };
}

/** First the rule that reports trails, and the guard: an attack on these hides the most. */
const byHarm = (one: Subject, other: Subject): number => rank(one) - rank(other);
const rank = ({ id }: Subject): number =>
  /:rule\/trailwarden-forward$|:role\/trailwarden-guard$/.test(id) ? 0 : 1;

/**
 * Runs the attacks side by side, each in its own accounts, until each is whole and told, or its watch is over. The
 * clock jumps to the next due time, so that minutes of watching take seconds.
 */
export async function drillTogether(
  local: Local,
  sequences: readonly Sequence[],
  { isWatchedOut = false }: { readonly isWatchedOut?: boolean } = {},
): Promise<readonly BurstOutcome[]> {
  const { world } = local.sandbox;
  const { clock } = world;
  const runs = await Promise.all(sequences.map((sequence) => prepare(local, sequence)));
  const blind = watchBlindness(world, [
    ...new Map(runs.map(({ trail }) => [trail.id, trail])).values(),
  ]);
  const startedAt = new Date(clock.now().getTime() - 1_000).toISOString();
  const began = clock.elapsedMs();
  blind.begin();
  await strike(local, runs);
  const until = clock.elapsedMs() + WATCHED_FOR_MS;
  for (;;) {
    await still(local);
    const judged = await Promise.all(runs.map((run) => judge(local, run, startedAt)));
    runs.forEach((run, index) => {
      const { broken = [] } = judged[index] ?? {};
      run.wholeAt = broken.length > 0 ? undefined : (run.wholeAt ?? clock.elapsedMs());
    });
    const isGood = judged.every(({ broken, untrue }) => broken.length + untrue.length === 0);
    if ((isGood && !isWatchedOut) || clock.elapsedMs() >= until) {
      const outcomes = runs.map((run, index): BurstOutcome => {
        const { broken = [], untrue = [] } = judged[index] ?? {};
        const { totalMs, longestMs } = blind.of(run.trail);
        return {
          id: run.sequence.id,
          blows: run.sequence.blows.map(
            ({ technique, subject, afterMs }) =>
              `${technique.id} ${subject.id} after ${afterMs / 1_000} s`,
          ),
          taken: run.taken.length,
          broken,
          untrue,
          blindMs: totalMs,
          longestMs,
          ...(run.wholeAt !== undefined && { wholeAfterMs: run.wholeAt - began }),
        };
      });
      blind.end();
      return outcomes;
    }
    clock.advance(Math.min(clock.nextInMs() ?? until, until - clock.elapsedMs()) + 1);
  }
}

/** The rest of a watch looks at what is whole by now, so the next attack need not wait for it. */
export async function endWatching(local: Local): Promise<void> {
  await still(local);
  const at = local.sandbox.world.now().toISOString();
  await endWatches(tableOf(local), { at, begunBy: at, isOver: () => true });
  hooks.sqs.dropDelayed(local.sandbox.world, signalsArn(local));
}

/** Longer than the longest series of looks, and the minute of the sweeper, which asks again. */
const WATCHED_FOR_MS = 12 * 60_000;

interface Run {
  readonly sequence: Sequence;
  readonly trail: Subject<'trail'>;
  readonly subjects: readonly Subject[];
  readonly before: readonly Observation[];
  readonly taken: { readonly technique: string; readonly subject: Subject }[];
  wholeAt: number | undefined;
}

async function prepare(local: Local, sequence: Sequence): Promise<Run> {
  const [first] = sequence.blows;
  const { securityAccountId, memberAccountIds } = local.organization;
  const accountId =
    sequence.blows.find(({ subject }) => subject.accountId !== securityAccountId)?.subject
      .accountId ??
    memberAccountIds[0] ??
    '';
  const trail = mainTrailOf(local, accountId);
  const subjects = [
    ...new Map(
      [trail, ...sequence.blows.map(({ subject }) => subject)].map((one) => [subjectKey(one), one]),
    ).values(),
  ];
  if (!first) throw new Error(`${sequence.id} strikes nothing.`);
  const before = await seen(local, subjects);
  const unread = before.find((one) => !isRead(one));
  if (unread) throw new Error(`${unread.subject.id} could not be read before the attack.`);
  return { sequence, trail, subjects, before, taken: [], wholeAt: undefined };
}

const seen = (local: Local, subjects: readonly Subject[]): Promise<readonly Observation[]> =>
  Promise.all(subjects.map((subject) => readOf(local, subject)));

/** A failed read says nothing about the subject: it is repeated, until it is known that it cannot be read. */
async function readOf(local: Local, subject: Subject): Promise<Observation> {
  const look = lookFrom(local, subject);
  let is = await look();
  for (let again = 0; !isRead(is) && again < READS; again += 1) {
    await pause(READ_AGAIN_MS);
    is = await look();
  }
  return is;
}

/** A service that did not answer gets no question for four seconds. */
const READS = 25;
const READ_AGAIN_MS = 200;

/** In the order of their times: simultaneous calls leave together, and the clock jumps to the next time. */
async function strike(local: Local, runs: readonly Run[]): Promise<void> {
  const { clock } = local.sandbox.world;
  const began = clock.elapsedMs();
  const due = new Map<number, (() => Promise<void>)[]>();
  for (const run of runs) {
    let atMs = 0;
    const lanes = new Map<number, (() => Promise<void>)[]>();
    for (const { technique, subject, afterMs } of run.sequence.blows) {
      atMs += afterMs;
      const lane = lanes.get(atMs) ?? [];
      lane.push(() => blow(local, run, technique, subject));
      lanes.set(atMs, lane);
    }
    for (const [at, lane] of lanes) {
      const inOrder = async (): Promise<void> => {
        for (const one of lane) await one();
      };
      due.set(at, [...(due.get(at) ?? []), inOrder]);
    }
  }
  for (const atMs of [...due.keys()].sort((one, other) => one - other)) {
    if (atMs > 0) {
      await still(local);
      clock.advance(Math.max(0, began + atMs - clock.elapsedMs()));
    }
    await Promise.all((due.get(atMs) ?? []).map((one) => one()));
  }
}

/** One pool of connections for all intruders: each has other keys, and makes few calls. */
const pool: Pool = {};

/** The warden may be faster, and an earlier blow in the way, so AWS may refuse some of the calls. */
async function blow(local: Local, run: Run, technique: Technique, subject: Subject): Promise<void> {
  const inside = await intruder(local, subject.accountId);
  const clients = new Map<string, ReturnType<typeof serviceClients>>();
  const clientsIn = (region: string) =>
    kept(clients, region, () => serviceClients({ ...inside, region }, pool));
  let isComplete = true;
  for (const call of technique.drill(subject)) {
    const taken = await isTaken(makeCallWith(clientsIn(call.region), call));
    isComplete &&= taken;
  }
  // Half of an attack may have touched another subject than the one it was after.
  if (isComplete) run.taken.push({ technique: technique.id, subject });
}

type Judgement = Pick<BurstOutcome, 'broken' | 'untrue'>;

/** Differences from the state before, and false statements of incidents. */
async function judge(local: Local, run: Run, since: string): Promise<Judgement> {
  const now = await seen(local, run.subjects);
  const broken: string[] = [];
  const untrue: string[] = [];
  for (const [index, subject] of run.subjects.entries()) {
    const [was, is] = [run.before[index], now[index]];
    if (!was || !is) throw new Error(`${subject.id} was not looked at.`);
    const isWhole =
      is.kind !== 'unreachable' && isDeepStrictEqual(comparedState(is), comparedState(was));
    if (!isWhole) broken.push(`${subject.id} is not as it was (${changeFrom(was, is)})`);
    const wasHit = run.taken.some((hit) => subjectKey(hit.subject) === subjectKey(subject));
    if (!wasHit && isWhole) continue;
    const all = await incidentsIn(local, { subjectKey: subjectKey(subject) });
    const incidents = all.filter(({ lastSeenAt }) => lastSeenAt >= since);
    const open = incidents.find(({ state }) => state === 'open');
    if (incidents.length === 0) untrue.push(`${subject.id}: no incident tells of it`);
    if (isWhole && open) untrue.push(`${open.id} is open, and ${subject.id} is whole`);
    if (!isWhole && incidents[0]?.state === 'restored')
      untrue.push(`${incidents[0].id} says restored, and ${subject.id} is not as it was`);
  }
  return { broken, untrue };
}

/** `inlinePolicies.mallory: none → {…}`, or what could be read of it before and now. */
function changeFrom(was: Observation, is: Observation): string {
  if (was.kind !== 'present' || is.kind !== 'present') return `${kindOf(was)} → ${kindOf(is)}`;
  return differences(was.subject.kind, was.state, is.state)
    .map(({ field, baseline = 'none', now = 'none' }) => `${field}: ${baseline} → ${now}`)
    .join(', ');
}

const kindOf = (seen: Observation): string =>
  seen.kind === 'unreachable' ? `unreachable: ${describeObstacle(seen.why)}` : seen.kind;

/**
 * Runs the schedules until the organization is closed, without investigator and notifier, which belong to other
 * functions and would cost processor time.
 */
export function onlyRestore({ sandbox: { world } }: Local): void {
  for (const mapping of hooks.lambda.state(world).mappings.values()) {
    if (mapping.kind === 'stream') mapping.stop();
  }
  hooks.onClose(world, hooks.lambda.keepSchedules(world));
}
