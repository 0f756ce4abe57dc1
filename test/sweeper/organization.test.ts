import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { exitCode } from '../../services/cli/terminal/user-error';
import { hooks } from '../../services/sandbox';
import { getIncident } from '../../shared/aws/incidents/find-incidents';
import { bookRules } from '../../shared/aws/incidents/hold-incident';
import { episodeIn, recordUnread } from '../../shared/aws/incidents/record-unread';
import { findTicks, keepTicks } from '../../shared/aws/ticks/ticks-row';
import { findWatches, oweLook } from '../../shared/aws/watch/watches';
import type { Sweep } from '../../shared/domain/coverage';
import type { PlaceState } from '../../shared/watch/coverage/place-state';
import { begin } from '../../shared/watch/series';
import { aDenial } from '../builders/an-observation';
import { inProcess } from '../cli/in-process';
import { readEmf } from '../metrics/emf-document';
import { stopUnheard } from '../stories/people';
import { Scene } from '../stories/scene';

let scene: Scene;
beforeAll(async () => {
  scene = await Scene.set(4);
});
afterAll(() => scene.close());

const trailwarden = (...args: readonly string[]) => {
  const { organization, administrator } = scene.local;
  return inProcess(args, administrator(organization.securityAccountId));
};

interface Answer {
  readonly places: readonly PlaceState[];
  readonly regions: readonly string[];
  readonly sweep?: Sweep;
}

const status = async (...args: readonly string[]): Promise<Answer & { readonly code: number }> => {
  const { code, stdout } = await trailwarden('status', '--json', ...args);
  return { code, ...(JSON.parse(stdout) as Answer) };
};

/** The hour strikes. */
const sweep = () => {
  const { homeRegion, securityAccountId } = scene.local.organization;
  const rule = `arn:aws:events:${homeRegion}:${securityAccountId}:rule/trailwarden-sweep`;
  return hooks.lambda.fireSchedule(scene.world, rule);
};

test('every account and Region of an organization is guarded after the first sweep', async () => {
  const { code, places } = await status('--in', ...scene.world.regions);
  expect(places.filter(({ state }) => state !== 'guarded')).toEqual([]);
  expect(places).toHaveLength(7 * scene.world.regions.length);
  expect(code).toBe(exitCode.ok);
});

/** An account that left the organization unheard. */
const GONE = '999988886666';

/** Writes a watch that has been owed a look for an hour. */
async function oweLooksTo(accountId: string): Promise<void> {
  const at = new Date(Date.now() - 3_600_000).toISOString();
  const watch = begin({ accountId, region: REGION }, { at, why: 'denied' }, at);
  await oweLook(scene.table, { ...watch, owedSince: at }, at);
}

/** Writes a last tick of an hour ago, and that the last sweep did not find the account listed. */
async function keepTickOf(accountId: string): Promise<void> {
  const shard = accountId.slice(-1);
  const before = (await ticking()).find((row) => row.region === REGION && row.shard === shard);
  const last = { ...before?.last, [accountId]: Math.floor(Date.now() / 1_000) - 3_600 };
  const readAt = new Date().toISOString();
  const after = { region: REGION, shard, last, readAt, unlisted: [accountId] };
  expect(await keepTicks(scene.table, after, before)).toBe(true);
}

/** Writes that its subjects could not be read for an hour. Returns the id of the incident. */
async function hideSubjectsOf(accountId: string): Promise<string> {
  const book = { table: scene.table, ...bookRules };
  const place = { accountId, region: REGION, kind: 'denied' } as const;
  const observedAt = new Date(Date.now() - 3_600_000).toISOString();
  await recordUnread(book, place, [{ name: 'trail main', why: aDenial(), observedAt }]);
  const episode = await episodeIn(book, place);
  return episode?.incidentId ?? '';
}

const REGION = 'us-east-1';
const ticking = () => findTicks(scene.table, [REGION]);

test('the sweep finds and restores what no event told of, and looks at everything', async () => {
  const trail = scene.newTrail();
  stopUnheard(scene, trail);
  await oweLooksTo(GONE);
  await oweLooksTo(scene.local.organization.managementAccountId); // listed, although a look there is owed
  await keepTickOf(GONE);
  const unread = await hideSubjectsOf(GONE);
  const before = (await status()).places.map(({ lookedAt = '' }) => lookedAt).sort();
  expect(await sweep()).toMatchObject([
    { kind: 'succeeded', payload: { outcome: 'swept', gone: [GONE] } },
  ]);
  await scene.quiet();
  expect(await findWatches(scene.table)).not.toContainEqual(
    expect.objectContaining({ accountId: GONE }),
  );
  expect(await getIncident(scene.table, unread)).toMatchObject({
    ...{ state: 'restored', standing: 'left' },
  });
  expect((await ticking()).filter(({ last }) => GONE in last)).toEqual([]);
  expect(await scene.isLogging(trail)).toBe(true);
  const after = await status();
  expect(after).toMatchObject({
    code: exitCode.ok,
    regions: scene.world.regions,
    sweep: { accounts: 7, finishedAt: expect.any(String), everyMinutes: 60 },
  });
  const last = String(before.at(-1));
  expect(after.places.filter(({ lookedAt = '' }) => lookedAt <= last)).toEqual([]);
  // Where a trail was started, the watch may have looked again already.
  const others = after.places.filter(({ accountId }) => accountId !== trail.accountId);
  expect(new Set(others.map(({ by }) => by))).toEqual(new Set(['sweep']));
});

/** The metrics of a function, newest last. A line that breaks the rules of CloudWatch throws. */
const measuredBy = (functionName: string) => {
  const { entries } = scene.world.feed;
  return entries
    .flatMap((entry) => (entry.kind === 'log' ? entry : []))
    .filter((entry) => entry.functionName === functionName && entry.line.startsWith('{"_aws"'))
    .map(({ line }) => readEmf(line));
};

test('the metrics have the result of the sweep and what the event channel missed', () => {
  const [duration, places] = measuredBy('trailwarden-sweeper').slice(-2);
  const checks = 7 * scene.world.regions.length;
  expect(duration?.get('SweepDuration')).toEqual({ values: [expect.any(Number)], unit: 'Seconds' });
  expect(duration?.get('SweepChecks')?.values).toEqual([checks]);
  expect([...(places ?? [])].map(([name, { values }]) => [name, ...values])).toEqual([
    ['PlacesGuarded', checks],
    ['PlacesBlind', 0],
    ['PlacesUnreachable', 0],
    ['PlacesNotEnrolled', 0],
    ['PlacesUnseen', 0],
  ]);
  const sum = (name: string) =>
    measuredBy('trailwarden-responder')
      .flatMap((metrics) => metrics.get(name)?.values ?? [])
      .reduce((all, value) => all + value, 0);
  expect({ restored: sum('Restorations'), missed: sum('FoundBySweep') }).toEqual({
    restored: 1,
    missed: 1,
  });
  expect(sum('BlindSeconds')).toBeGreaterThan(0);
});

test('a schedule that fires twice makes one sweep', async () => {
  expect(await sweep()).toMatchObject([{ kind: 'succeeded', payload: { outcome: 'idle' } }]);
});

test('an account without our role is not enrolled, and the status is bad', async () => {
  const trail = scene.newTrail();
  hooks.iam.deleteRole(scene.world, `arn:aws:iam::${trail.accountId}:role/trailwarden-guard`);
  hooks.iam.deleteRole(scene.world, `arn:aws:iam::${trail.accountId}:role/trailwarden-spare`);
  scene.killResponder();
  await scene.check(trail);
  const { code, stdout } = await trailwarden('status', '--account', trail.accountId);
  expect(code).toBe(exitCode.bad);
  expect(stdout).toContain('not enrolled');
  expect(stdout).toContain('sts:AssumeRole was denied (AccessDenied)');
});

test('an account outside the organization is a usage error', async () => {
  const { code, stderr } = await trailwarden('status', '--account', '999988887777');
  expect({ code, stderr }).toEqual({
    code: exitCode.usage,
    stderr: '999988887777 is no account of this organization.\n',
  });
});

test('status refuses a Region that the last sweep did not look at', async () => {
  expect(await trailwarden('status', '--in', 'us-moon-1')).toMatchObject({
    code: exitCode.usage,
    stdout: '',
    stderr: expect.stringMatching(/^The last sweep did not look at us-moon-1; it looked at us-/),
  });
});
