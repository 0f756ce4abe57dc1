import { createHash } from 'node:crypto';
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { hashed } from '../../../shared/aws/playbooks/instance/hashed';

const sha256 = (data: Uint8Array) => createHash('sha256').update(data).digest('hex');

async function* inChunks(bytes: Uint8Array, length: number) {
  for (let at = 0; at < bytes.length; at += length) yield bytes.subarray(at, at + length);
}

test('however it is read, a stream is hashed as a whole and in its parts', async () => {
  const cases = fc.asyncProperty(
    fc.array(fc.uint8Array({ minLength: 1, maxLength: 40 }), { maxLength: 5 }),
    fc.integer({ min: 1, max: 50 }),
    async (parts, length) => {
      const whole = Buffer.concat(parts);
      const sizes = parts.map((one) => one.length);
      expect(await hashed(inChunks(whole, length), sizes)).toEqual({
        ...{ sha256: sha256(whole), size: whole.length },
        parts: parts.map((one) => ({ size: one.length, sha256: sha256(one) })),
      });
    },
  );
  await fc.assert(cases);
});

test.each([[[3]], [[3, 99]], [[]]])(
  'sizes that are not those of the stream (%j) are no parts',
  async (sizes) => {
    const whole = Buffer.from('memory');
    expect(await hashed(inChunks(whole, 4), sizes)).toEqual({
      ...{ sha256: sha256(whole), size: 6, parts: [] },
    });
  },
);
