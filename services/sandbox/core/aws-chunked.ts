import { Refusal } from './refusal';
import { header, type WireRequest } from './wire-request';

/**
 * The body of a request without the `aws-chunked` framing that SDKs put around streams; chunk
 * signatures and trailing checksums are read over, not verified [D sigv4-streaming-trailers].
 */
export function plainBody(request: WireRequest): Buffer {
  const hash = header(request, 'x-amz-content-sha256') ?? '';
  return hash.startsWith('STREAMING-') ? unchunked(request.body) : request.body;
}

function unchunked(body: Buffer): Buffer {
  const chunks: Buffer[] = [];
  let at = 0;
  for (;;) {
    const end = body.indexOf('\r\n', at);
    const size = Number.parseInt(body.toString('latin1', at, end < 0 ? at : end), 16);
    if (Number.isNaN(size) || end + 2 + size > body.length) throw incompleteBody();
    if (size === 0) return Buffer.concat(chunks);
    chunks.push(body.subarray(end + 2, end + 2 + size));
    at = end + 2 + size + 2;
  }
}

const incompleteBody = (): Refusal =>
  new Refusal('IncompleteBody', 'The request body terminated unexpectedly');
