import { expect, test } from '@jest/globals';
import { handler } from '../../services/responder/handler';

test('the responder reads its settings at its first batch, not at import', async () => {
  await expect(handler({ Records: [] })).rejects.toThrow('TRAILWARDEN_TABLE is not set');
});
