import type { IncomingMessage } from 'node:http';
import { Refusal } from './refusal';

/** The largest request of any service here: 16 MiB, DynamoDB's. */
const limit = 16 * 1024 * 1024;

/** Refuses a body that is too large without keeping it. */
export async function readBody(incoming: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of incoming) {
    const bytes = chunk as Buffer;
    length += bytes.length;
    if (length > limit) {
      throw new Refusal('RequestEntityTooLargeException', 'Request is too large.', 413);
    }
    chunks.push(bytes);
  }
  return Buffer.concat(chunks, length);
}
