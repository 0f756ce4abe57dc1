import { createHash, createHmac } from 'node:crypto';
import { partitionOf } from '../domain/trail';
import { type Connection, type Credentials, clientDefaults } from './connection';

/** A service of the protocol JSON 1.1 whose few calls are not worth a client of the SDK's. */
export interface JsonService {
  /** As its host and the signature name it. */
  readonly name: string;
  /** As the header `X-Amz-Target` begins. */
  readonly target: string;
  readonly region: string;
}

export type JsonCall = (operation: string, input: object) => Promise<Record<string, unknown>>;

/** Signed calls; each is tried again as the SDK does. Rejects with an error of the form of the SDK's. */
export function openJsonCall(
  service: JsonService,
  credentials: () => Promise<Credentials>,
  connection: Connection = {},
): JsonCall {
  const { name, target, region } = service;
  const suffix = partitionOf(region) === 'aws-cn' ? 'amazonaws.com.cn' : 'amazonaws.com';
  const url = new URL(
    connection.endpoint ?? process.env.AWS_ENDPOINT_URL ?? `https://${name}.${region}.${suffix}`,
  );
  return async (operation, input) => {
    const body = JSON.stringify(input);
    for (let attempt = 1; ; attempt += 1) {
      const { sessionToken, ...key } = await credentials();
      const headers = {
        'content-type': 'application/x-amz-json-1.1',
        host: url.host,
        'x-amz-date': new Date().toISOString().replace(/[-:]|\.\d{3}/g, ''),
        ...(sessionToken && { 'x-amz-security-token': sessionToken }),
        'x-amz-target': `${target}.${operation}`,
      };
      try {
        const authorization = signature(service, key, headers, body);
        return await answered(url, { ...headers, authorization }, body);
      } catch (error) {
        if (attempt >= clientDefaults.maxAttempts || !mayPass(error)) throw error;
        await new Promise((resolve) => setTimeout(resolve, 100 * 2 ** attempt * Math.random()));
      }
    }
  };
}

/** Signature Version 4 of a POST to `/`; the headers are in order of their names. [D] sigv4-create-canonical-request */
function signature(
  { name, region }: JsonService,
  { accessKeyId, secretAccessKey }: Credentials,
  headers: Readonly<Record<string, string>>,
  body: string,
): string {
  const at = headers['x-amz-date'] ?? '';
  const names = Object.keys(headers).join(';');
  const lines = Object.entries(headers).map(([header, value]) => `${header}:${value}\n`);
  const request = ['POST', '/', '', lines.join(''), names, sha256(body)].join('\n');
  const scope = [at.slice(0, 8), region, name, 'aws4_request'];
  const text = ['AWS4-HMAC-SHA256', at, scope.join('/'), sha256(request)].join('\n');
  const secret = scope.reduce(hmac, Buffer.from(`AWS4${secretAccessKey}`));
  const signed = hmac(secret, text).toString('hex');
  return `AWS4-HMAC-SHA256 Credential=${accessKeyId}/${scope.join('/')}, SignedHeaders=${names}, Signature=${signed}`;
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
const hmac = (key: Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest();

async function answered(
  url: URL,
  headers: Record<string, string>,
  body: string,
): Promise<Record<string, unknown>> {
  const signal = AbortSignal.timeout(clientDefaults.requestHandler.requestTimeout);
  const answer = await fetch(url, { method: 'POST', headers, body, signal });
  const text = await answer.text();
  if (answer.ok) return JSON.parse(text || '{}');
  const said = answer.headers.get('x-amzn-errortype') ?? /"__type" *: *"([^"]+)"/.exec(text)?.[1];
  // `com.amazonaws.x#Name:http://…`
  const code = said?.split(':')[0]?.split('#').at(-1) ?? 'UnknownError';
  throw Object.assign(new Error(code), {
    name: code,
    $metadata: { httpStatusCode: answer.status },
  });
}

/** Throttling, a fault of the service's, or no answer. */
function mayPass(error: unknown): boolean {
  const { name = '', $metadata: { httpStatusCode: status = 503 } = {} } = error as {
    readonly name?: string;
    readonly $metadata?: { readonly httpStatusCode?: number };
  };
  return status >= 500 || /^(Throttl|TooManyRequests|RequestLimit)/.test(name);
}
