import { expect, test } from '@jest/globals';
import { refuseUnknown } from '../../services/cli/drill-bursts';
import { wantedStrategies } from '../../services/cli/drill-fight';
import {
  everyPair,
  randomSequences,
  type SubjectsOf,
  sampleOf,
} from '../../services/cli/local/burst-plan';
import { burstTechniques } from '../../services/cli/local/drill-bursts';
import { exitCode } from '../../services/cli/user-error';
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
  'the fight "%s" is found by its id or by the title that is printed',
  (only) => {
    expect(wantedStrategies(only).map(({ id }) => id)).toEqual(['stop-once']);
  },
);

test('an attack that there is not is refused before anything starts, with those there are', async () => {
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

test('every ordered pair of blows is drilled, at once and two seconds apart', () => {
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

test('no random attack takes the guard and the spare of an account: a person is needed then', () => {
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

test('random attacks are three to six calls over at most two accounts', () => {
  for (const { blows } of randomSequences(grounds, { count: 200, seed: 3 })) {
    expect(blows.length).toBeGreaterThanOrEqual(3);
    expect(blows.length).toBeLessThanOrEqual(6);
    expect(new Set(blows.map(({ subject }) => subject.accountId)).size).toBeLessThanOrEqual(2);
  }
});

test('a sample is as large as asked for, in order, and the seed chooses it', () => {
  const all = Array.from({ length: 100 }, (_, index) => index);
  expect(sampleOf(all, 10, 1)).toHaveLength(10);
  expect(sampleOf(all, 10, 1)).toEqual([...sampleOf(all, 10, 1)].sort((a, b) => a - b));
  expect(sampleOf(all, 10, 1)).not.toEqual(sampleOf(all, 10, 2));
  expect(sampleOf(all, 1_000, 1)).toEqual(all);
});
