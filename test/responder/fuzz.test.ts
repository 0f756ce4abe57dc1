import { expect, test } from '@jest/globals';
import { fuzz } from '../fuzz/fuzz';

test('with any faults in nine messages of a batch, the tenth starts its trail', async () => {
  const { throws, hurt, badReasons } = await fuzz(4_000, 20_261_121);
  expect({ throws, hurt, badReasons }).toEqual({ throws: [], hurt: [], badReasons: [] });
});
