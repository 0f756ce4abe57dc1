import { expect, test } from '@jest/globals';
import { handler } from '../../services/responder/handler';

test('importing the responder needs no settings; its first batch does', async () => {
  await expect(handler({ Records: [] })).rejects.toThrow('TRAILWARDEN_TABLE is not set');
});
