import { createHash, createHmac, type Hash, type Hmac } from 'node:crypto';
import { SignatureV4 } from '@smithy/signature-v4';
import type { Credentials } from '../../../services/sandbox/iam/state';

export interface RawCall {
  readonly endpoint: string;
  readonly credentials: Credentials;
  readonly service: string;
  /** Default: us-east-1. */
  readonly region?: string;
  /** The target of the JSON protocol, e.g. `AWSIdentityStore.DescribeUser`. */
  readonly target?: string;
  /** The path of a REST protocol, by default `/`. */
  readonly path?: string;
  readonly input: object;
}

/** One signed call of a service whose SDK client is not among our packages. */
export async function rawCall(call: RawCall) {
  const { hostname, port } = new URL(call.endpoint);
  const body = JSON.stringify(call.input);
  const signer = new SignatureV4({
    credentials: call.credentials,
    region: call.region ?? 'us-east-1',
    service: call.service,
    sha256: Sha256,
  });
  const path = call.path ?? '/';
  const { headers } = await signer.sign({
    method: 'POST',
    protocol: 'http:',
    hostname,
    path,
    headers: {
      host: `${hostname}:${port}`,
      'content-type': 'application/x-amz-json-1.1',
      ...(call.target !== undefined && { 'x-amz-target': call.target }),
    },
    body,
  });
  const response = await fetch(`${call.endpoint}${path}`, { method: 'POST', headers, body });
  const answer = JSON.parse(await response.text());
  const code = response.headers.get('x-amzn-errortype') ?? answer.__type;
  return { status: response.status, code, answer };
}

class Sha256 {
  private readonly hash: Hash | Hmac;
  constructor(secret?: string | ArrayBuffer | ArrayBufferView) {
    this.hash = secret === undefined ? createHash('sha256') : createHmac('sha256', bytes(secret));
  }
  update(content: string | ArrayBuffer | ArrayBufferView): void {
    this.hash.update(bytes(content));
  }
  async digest(): Promise<Uint8Array> {
    return this.hash.digest();
  }
  reset(): void {
    throw new Error('A hash is used once.');
  }
}

function bytes(content: string | ArrayBuffer | ArrayBufferView): Buffer {
  if (typeof content === 'string') return Buffer.from(content);
  if (!ArrayBuffer.isView(content)) return Buffer.from(content);
  return Buffer.from(content.buffer, content.byteOffset, content.byteLength);
}
