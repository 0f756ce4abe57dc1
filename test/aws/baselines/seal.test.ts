import { createHmac } from 'node:crypto';
import { expect, test } from '@jest/globals';
import {
  openBaseline,
  rememberVerified,
  type Seal,
  sealBaseline,
  sealedText,
} from '../../../shared/aws/baselines/sealed';
import { subjectKey } from '../../../shared/domain/subject';
import { aBaseline } from '../../builders/a-baseline';
import { aTrail } from '../../builders/a-trail';
import { aTrailState } from '../../builders/a-trail-state';

const key = subjectKey(aTrail());
const baseline = aBaseline();

/** A key in this process, and how often it was asked. */
function aSeal(secret = 'secret'): Seal & { readonly asked: () => number } {
  let asked = 0;
  const macOf = (text: string): string => createHmac('sha256', secret).update(text).digest('hex');
  return {
    asked: () => asked,
    sign: async (text) => macOf(text),
    verify: async (text, mac) => {
      asked += 1;
      return macOf(text) === mac;
    },
  };
}

test('an unchanged baseline is genuine', async () => {
  const sealed = await sealBaseline(aSeal(), baseline);
  expect(await openBaseline(aSeal(), sealed, key)).toEqual({ kind: 'genuine', baseline });
});

test('a baseline read back from the table in another order of keys is genuine', async () => {
  const { mac } = await sealBaseline(aSeal(), baseline);
  const { state, ...rest } = baseline;
  const read = { ...(mac && { mac }), baseline: { state, ...rest } };
  expect(await openBaseline(aSeal(), read, key)).toMatchObject({ kind: 'genuine' });
});

test.each([
  ['another bucket', aBaseline({ state: aTrailState({ settings: { s3BucketName: 'evil' } }) })],
  ['another version', aBaseline({ version: 7 })],
  ['another author', aBaseline({ capturedBy: 'arn:aws:iam::444455556666:user/mallory' })],
])('a baseline with %s than was sealed is forged', async (_, changed) => {
  const { mac } = await sealBaseline(aSeal(), baseline);
  expect(await openBaseline(aSeal(), { baseline: changed, ...(mac && { mac }) }, key)).toEqual({
    kind: 'forged',
    why: 'its seal is not the one of its text',
  });
});

test('a genuine baseline in the place of another trail’s is forged', async () => {
  const sealed = await sealBaseline(aSeal(), aBaseline({ subject: aTrail({ name: 'other' }) }));
  expect(await openBaseline(aSeal(), sealed, key)).toEqual({
    kind: 'forged',
    why: 'it is the baseline of another subject',
  });
});

test('a baseline without a seal is forged, not taken for an old one', async () => {
  expect(await openBaseline(aSeal(), { baseline }, key)).toEqual({
    kind: 'forged',
    why: 'it carries no seal',
  });
});

test('a baseline sealed with another key is forged', async () => {
  const sealed = await sealBaseline(aSeal('mallory'), baseline);
  expect(await openBaseline(aSeal(), sealed, key)).toMatchObject({ kind: 'forged' });
});

test('a key that does not answer gives no verdict', async () => {
  const sealed = await sealBaseline(aSeal(), baseline);
  const deaf = { verify: () => Promise.reject(new Error('time-out')) };
  await expect(openBaseline(deaf, sealed, key)).rejects.toThrow('time-out');
});

test('the key is asked once for an unchanged row, and again for a changed one', async () => {
  const seal = aSeal();
  const kept = rememberVerified(seal);
  const sealed = await sealBaseline(kept, baseline);
  for (let look = 0; look < 3; look += 1) await openBaseline(kept, sealed, key);
  expect(seal.asked()).toBe(1);
  const forged = { ...sealed, baseline: aBaseline({ version: 2 }) };
  expect(await openBaseline(kept, forged, key)).toMatchObject({ kind: 'forged' });
  expect(await openBaseline(kept, forged, key)).toMatchObject({ kind: 'forged' });
  expect(seal.asked()).toBe(3);
});

test('the signed text of a baseline of any size is short enough for KMS', () => {
  const tags = Object.fromEntries(Array.from({ length: 50 }, (_, i) => [`k${i}`, 'v'.repeat(256)]));
  const large = aBaseline({ state: { ...aTrailState(), tags } });
  expect(Buffer.byteLength(sealedText(large))).toBeLessThanOrEqual(4_096);
});
