import { expect, jest, test } from '@jest/globals';
import { refuseUnknown, tellBursts } from '../../services/cli/drill/bursts-and-pairs';
import {
  type FightReport,
  isHeld,
  type Strategy,
  tellFights,
  wantedStrategies,
} from '../../services/cli/drill/drill-fight';
import {
  everyPair,
  randomSequences,
  type SubjectsOf,
  sampleOf,
} from '../../services/cli/local/burst-plan';
import { type BurstOutcome, burstTechniques } from '../../services/cli/local/drill-bursts';
import { exitCode } from '../../services/cli/terminal/user-error';
import { trailSubject } from '../../shared/domain/subject';
import { parseTrailArn } from '../../shared/domain/trail';
import { inProcess } from './in-process';

const accountIds = ['444455556666', '555566667777', '666677778888'];
const subjectsOf: SubjectsOf = (_, accountId) => {
  const arn = parseTrailArn(`arn:aws:cloudtrail:us-east-1:${accountId}:trail/main`);
  return arn ? [trailSubject(arn)] : [];
};
const grounds = { techniques: burstTechniques(), accountIds, subjectsOf };

test.each(['one StopLogging', 'stop-once', 'ONE stoplogging'])(
  'the fight "%s" is found by its id or by its printed title',
  (only) => {
    expect(wantedStrategies(only).map(({ id }) => id)).toEqual(['stop-once']);
  },
);

test('an unknown attack is refused before anything starts, with the list of attacks', async () => {
  for (const [kind, known] of [
    ['--fight', 'stop-once (one StopLogging)'],
    ['--bursts', 'stop-logging'],
  ] as const) {
    const { code, stdout, stderr } = await inProcess(['drill', kind, '--only', 'no-such']);
    expect({ code, stdout }).toEqual({ code: exitCode.usage, stdout: '' });
    expect(stderr).toContain('name contains "no-such"; they are');
    expect(stderr).toContain(known);
  }
  for (const only of ['stop-logging', 'random attacks', 'silence-rule + stop-logging', '']) {
    expect(() => refuseUnknown(only, { count: 1, seed: 1 })).not.toThrow();
  }
});

test('every ordered pair of attacks is drilled, at once and two seconds apart', () => {
  const { techniques } = grounds;
  const pairs = everyPair(techniques, accountIds, subjectsOf);
  expect(pairs).toHaveLength(techniques.length ** 2 * 2);
  expect(new Set(pairs.map(({ id }) => id)).size).toBe(pairs.length);
  expect(pairs.map(({ id }) => id)).toEqual(
    expect.arrayContaining([
      'silence-rule + stop-logging',
      'stop-logging + silence-rule, 2 s later',
    ]),
  );
});

test('no random attack takes both the guard and the spare of an account, because only a person can undo that', () => {
  const roles: SubjectsOf = (_, accountId) =>
    ['guard', 'spare', 'reader'].map((name) => ({
      ...{ kind: 'warden', accountId, region: 'us-east-1' },
      id: `arn:aws:iam::${accountId}:role/trailwarden-${name}`,
    }));
  const all = randomSequences({ ...grounds, subjectsOf: roles }, { count: 200, seed: 3 });
  const handsOf = all.map(({ blows }) => [
    ...new Set(blows.map(({ subject }) => subject.id).filter((id) => /guard|spare/.test(id))),
  ]);
  const accountsOf = handsOf.map((ids) => ids.map((id) => id.split(':')[4]));
  expect(accountsOf.filter((ids) => new Set(ids).size < ids.length)).toEqual([]);
  expect(handsOf.some((ids) => ids.some((id) => id.endsWith('guard')))).toBe(true);
  expect(handsOf.some((ids) => ids.some((id) => id.endsWith('spare')))).toBe(true);
});

test('a seed replays the same random attacks, and another one gives others', () => {
  const idsOf = (seed: number) =>
    randomSequences(grounds, { count: 50, seed }).map(({ blows }) =>
      blows.map(({ technique, subject, afterMs }) => [technique.id, subject.id, afterMs]),
    );
  expect(idsOf(7)).toEqual(idsOf(7));
  expect(idsOf(7)).not.toEqual(idsOf(8));
});

test('random attacks are three to six calls over at most two accounts and every Region', () => {
  const regions = ['us-east-1', 'eu-central-1'];
  const inEach: SubjectsOf = (technique, accountId) =>
    regions.flatMap((region) =>
      subjectsOf(technique, accountId).map((subject) => ({ ...subject, region })),
    );
  const random = randomSequences({ ...grounds, subjectsOf: inEach }, { count: 200, seed: 3 });
  expect(random).toHaveLength(200);
  for (const { blows } of random) {
    expect(blows.length).toBeGreaterThanOrEqual(3);
    expect(blows.length).toBeLessThanOrEqual(6);
    expect(new Set(blows.map(({ subject }) => subject.accountId)).size).toBeLessThanOrEqual(2);
  }
  const struck = random.flatMap(({ blows }) => blows.map(({ subject }) => subject.region));
  expect(new Set(struck)).toEqual(new Set(regions));
});

test('a sample has the wanted size, keeps the order, and is chosen by the seed', () => {
  const all = Array.from({ length: 100 }, (_, index) => index);
  expect(sampleOf(all, 10, 1)).toHaveLength(10);
  expect(sampleOf(all, 10, 1)).toEqual([...sampleOf(all, 10, 1)].sort((a, b) => a - b));
  expect(sampleOf(all, 10, 1)).not.toEqual(sampleOf(all, 10, 2));
  expect(sampleOf(all, 1_000, 1)).toEqual(all);
});

/** The output on one line, and the exit code. */
function told(tell: () => number): { readonly code: number; readonly text: string } {
  const write = jest.spyOn(process.stdout, 'write').mockReturnValue(true);
  const code = tell();
  const text = write.mock.calls.map(([line]) => String(line)).join('');
  write.mockRestore();
  return { code, text: text.replaceAll(/\s+/g, ' ') };
}

const aBurst = (different: Partial<BurstOutcome> = {}): BurstOutcome => ({
  id: 'stop-logging + delete-trail, at once',
  blows: ['stop-logging main after 0 s', 'delete-trail main after 0 s'],
  ...{ taken: 2, broken: [], untrue: [], blindMs: 1_500, longestMs: 1_500, wholeAfterMs: 2_000 },
  ...different,
});
const asked = { seed: 7, of: 1_568, sequences: 200 };

test('drills end well when everything is restored and told correctly, and print the blind time of each kind', () => {
  const { code, text } = told(() => tellBursts([aBurst()], asked));
  expect(code).toBe(exitCode.ok);
  expect(text).toMatch(/Blind, median.*Blind, worst/);
  expect(text).toContain('1 whole and told truly; blind 1.5 s in the median, 1.5 s at worst');
});

test.each([
  ['is not whole', { broken: ['rule trailwarden-forward: state is DISABLED'] }],
  ['is told untruly', { untrue: ['inc-1 says restored'] }],
])('an attack after which something %s ends badly, and the output names it', (_, wrong) => {
  const bad = aBurst({ id: 'silence-rule + stop-logging, 2 s later', ...wrong });
  for (const json of [false, true]) {
    const { code, text } = told(() => tellBursts([aBurst(), bad], { json, ...asked }));
    expect(code).toBe(exitCode.bad);
    expect(text).toContain(bad.id);
    expect(text).toContain([...bad.broken, ...bad.untrue].join());
  }
});

test('a run without any drill ends badly', () => {
  expect(told(() => tellBursts([], asked)).code).toBe(exitCode.bad);
  expect(told(() => tellFights([], { seconds: 40 })).code).toBe(exitCode.bad);
});

test.each([
  ['the trail logs again', {}, { isBack: true, state: 'restored' }, true],
  [
    'only a person can end it, and one is called',
    { needsPerson: true },
    { isBack: false, state: 'escalated' },
    true,
  ],
  [
    'only a person can end it, and all is said to be well',
    { needsPerson: true },
    { isBack: false, state: 'restored' },
    false,
  ],
  [
    'a machine could have ended it, and a person is called',
    {},
    { isBack: false, state: 'escalated' },
    false,
  ],
] as const)('whether a fight in which %s was held', (_, strategy, { isBack, state }, expected) => {
  const incidents = [{ id: 'inc-1', state }];
  const isGood = isHeld(strategy as Pick<Strategy, 'needsPerson'>, { isBack, incidents });
  expect(isGood).toBe(expected);
  const report: FightReport = {
    ...{ strategy: 'StopLogging 10 a second', blindShare: 0.25, longestMs: 900, calls: 400 },
    ...{ incidents, isGood },
    ...(isBack && { againAfterMs: 1_000 }),
  };
  const { code, text } = told(() => tellFights([report], { seconds: 40 }));
  expect(code).toBe(expected ? exitCode.ok : exitCode.bad);
  expect(text).toMatch(/StopLogging 10 a second .*25\.0 %/);
  if (!expected) expect(text).toContain('NOT PUT BACK');
});
