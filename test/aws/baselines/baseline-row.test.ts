import { createHmac } from 'node:crypto';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  baselineRow,
  doubtIn,
  readRow,
  type Seal,
  sealBaseline,
} from '../../../shared/aws/baselines/sealed';
import type { Baseline } from '../../../shared/domain/baseline';
import { subjectKey } from '../../../shared/domain/subject';
import { aBaseline } from '../../builders/a-baseline';
import { aTrail } from '../../builders/a-trail';
import { aTrailState } from '../../builders/a-trail-state';
import { exampleBaselines } from '../../builders/example-baselines';

const macOf = (text: string): string =>
  createHmac('sha256', 'secret').update(text).digest('base64');
const seal: Seal = {
  sign: async (text) => macOf(text),
  verify: async (text, mac) => macOf(text) === mac,
};

const every: readonly Baseline[] = Object.values(exampleBaselines).flat();

type Cell = Record<string, unknown>;

/** The item as the table would give it back, as something that may be changed. */
async function lying(baseline: Baseline): Promise<Cell> {
  const item = marshall(baselineRow(await sealBaseline(seal, baseline)), {
    removeUndefinedValues: true,
  });
  return unmarshall(item);
}

const doubt = async (item: Cell, key: string) => doubtIn(seal, readRow(item) ?? {}, key);

/** Every place in a value where something stands that is no object and no list. */
function leaves(value: unknown, path: readonly (string | number)[] = []): (string | number)[][] {
  if (typeof value !== 'object' || value === null) return [[...path]];
  return Object.entries(value).flatMap(([name, one]) => leaves(one, [...path, name]));
}

/** Changes the row in place, as UpdateItem with a path does. */
function put(cell: Cell, [name = '', ...rest]: readonly (string | number)[], given: unknown): void {
  if (rest.length === 0) cell[name] = given;
  else put(cell[name] as Cell, rest, given);
}

test.each(every.map((baseline) => [baseline.subject.kind, baseline] as const))(
  'the baseline of a %s is genuine as it comes back from the table',
  async (_, baseline) => {
    expect(await doubt(await lying(baseline), subjectKey(baseline.subject))).toBeUndefined();
  },
);

test('a row of any subject with any value altered is forged', async () => {
  const scalar = fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.constant(null));
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...every), fc.nat(), scalar, async (baseline, n, given) => {
      const item = await lying(baseline);
      const paths = leaves(item.baseline);
      const path = paths[n % paths.length] ?? [];
      const before = JSON.stringify(item);
      put(item.baseline as Cell, path, given);
      fc.pre(JSON.stringify(item) !== before);
      expect(await doubt(item, subjectKey(baseline.subject))).toMatchObject({ kind: 'forged' });
    }),
    { numRuns: 300 },
  );
});

test('a row with any field removed or added is forged', async () => {
  for (const baseline of every) {
    const key = subjectKey(baseline.subject);
    for (const path of leaves((await lying(baseline)).baseline)) {
      const without = await lying(baseline);
      const parent = path
        .slice(0, -1)
        .reduce<unknown>((at, name) => (at as Cell)[name], without.baseline);
      if (Array.isArray(parent)) parent.splice(Number(path.at(-1)), 1);
      else delete (parent as Cell)[String(path.at(-1))];
      expect(await doubt(without, key)).toMatchObject({ kind: 'forged' });
      const more = await lying(baseline);
      put(more.baseline as Cell, [...path.slice(0, -1), 'planted'], 'x');
      const planted = JSON.stringify(more) === JSON.stringify(await lying(baseline)); // onto a list
      if (!planted) expect(await doubt(more, key)).toMatchObject({ kind: 'forged' });
    }
  }
});

test('inherited properties of a row are not read, because its seal does not cover them', async () => {
  const plain = aTrailState();
  const { kmsKeyId: _, ...settings } = plain.settings;
  const item = await lying(aBaseline({ state: { ...plain, settings } }));
  const state = (item.baseline as Cell).state as Cell;
  Object.setPrototypeOf(state.settings, { kmsKeyId: 'mallory' }); // what a key "__proto__" does
  const { baseline } = readRow(item) ?? {};
  expect(await doubt(item, subjectKey(aTrail()))).toBeUndefined();
  expect(baseline?.state).toEqual({ ...plain, settings });
  expect((baseline as Baseline<'trail'>).state.settings.kmsKeyId).toBeUndefined();
});

test('a DynamoDB set in the place of an object is read as empty', async () => {
  const item = await lying(aBaseline({ state: { ...aTrailState(), tags: {} } }));
  ((item.baseline as Cell).state as Cell).tags = new Set(['owner']);
  expect(readRow(item)?.baseline?.state).toMatchObject({ tags: {} });
});

test.each([
  ['nothing', undefined],
  ['a text', 'main'],
  ['a list', []],
  ['a number that JSON cannot hold', 9_007_199_254_740_993n],
  ['a subject without an account', { ...aBaseline(), subject: { kind: 'trail', id: aTrail().id } }],
  ['another subject', aBaseline({ subject: aTrail({ name: 'other' }) })],
  ['no version', { ...aBaseline(), version: 'x' }],
  ['no status', { ...aBaseline(), state: {} }],
])(
  'a row that holds %s is no baseline, and is forged without a question to the key',
  async (_, baseline) => {
    const item = { kind: 'baseline', subjectKey: subjectKey(aTrail()), baseline };
    expect(readRow(item)?.baseline).toBeUndefined();
    const unasked = { verify: () => Promise.reject(new Error('asked')) };
    expect(await doubtIn(unasked, readRow(item) ?? {}, subjectKey(aTrail()))).toMatchObject({
      kind: 'forged',
    });
  },
);

test('a key that does not answer leaves a row unverified, and a key that is pending deletion does so for good', async () => {
  const row = await sealBaseline(seal, aBaseline());
  const failing = (error: Error) => ({ verify: () => Promise.reject(error) });
  const key = subjectKey(aTrail());
  const slow = Object.assign(new Error('late'), { name: 'TimeoutError' });
  expect(await doubtIn(failing(slow), row, key)).toEqual({
    kind: 'unverified',
    why: { kind: 'unreachable', code: 'TimeoutError', call: 'kms:GetPublicKey' },
  });
  const doomed = Object.assign(new Error('doomed'), { name: 'KMSInvalidStateException' });
  expect(await doubtIn(failing(doomed), row, key)).toMatchObject({
    kind: 'unverified',
    why: { kind: 'rejected' },
  });
});

test('an item that is not a baseline row is not read as one', () => {
  expect(readRow({ kind: 'episode' })).toBeUndefined();
  expect(readRow(undefined)).toBeUndefined();
});
