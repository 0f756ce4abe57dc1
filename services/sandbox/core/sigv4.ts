import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { header, type WireRequest } from './protocol';

/** How a request is signed: in its header `Authorization`, or in the query of a presigned URL. */
export interface Authorization {
  readonly accessKeyId: string;
  /** `yyyymmdd` of the credential scope. */
  readonly date: string;
  readonly region: string;
  readonly service: string;
  readonly signedHeaders: readonly string[];
  readonly signature: string;
  /** When it was signed: `yyyymmddThhmmssZ`. */
  readonly at: string;
  readonly sessionToken: string | undefined;
  readonly presigned?: {
    readonly expiresInSeconds: number;
    /** As `x-amz-content-sha256` has it elsewhere. */
    readonly payload: string;
  };
}

const form =
  /^AWS4-HMAC-SHA256 Credential=([^/,\s]+)\/(\d{8})\/([^/,\s]+)\/([^/,\s]+)\/aws4_request,\s*SignedHeaders=([^,\s]+),\s*Signature=([0-9a-f]{64})$/;

/** Undefined when the header is not a complete SigV4 one. */
export function headerAuthorization(
  request: WireRequest,
  written: string,
): Authorization | undefined {
  const [, accessKeyId, date, region, service, signedHeaders, signature] = form.exec(written) ?? [];
  if (!accessKeyId || !date || !region || !service || !signedHeaders || !signature) {
    return undefined;
  }
  return {
    accessKeyId,
    date,
    region,
    service,
    signedHeaders: signedHeaders.split(';'),
    signature,
    at: header(request, 'x-amz-date') ?? '',
    sessionToken: header(request, 'x-amz-security-token'),
  };
}

/** Signing keys live for a day and cost four HMACs; at a thousand calls a second that shows. */
const signingKeys = new Map<string, Buffer>();

/** True when the signature was made over this very request with this secret [D sigv4-create-canonical-request]. */
export function signatureMatches(
  request: WireRequest,
  authorization: Authorization,
  secretAccessKey: string,
): boolean {
  const expected = createHmac('sha256', signingKey(authorization, secretAccessKey))
    .update(stringToSign(request, authorization))
    .digest();
  return timingSafeEqual(expected, Buffer.from(authorization.signature, 'hex'));
}

function stringToSign(request: WireRequest, authorization: Authorization): string {
  const { at, date, region, service } = authorization;
  return [
    'AWS4-HMAC-SHA256',
    at,
    `${date}/${region}/${service}/aws4_request`,
    sha256(canonicalRequest(request, authorization)),
  ].join('\n');
}

function canonicalRequest(request: WireRequest, authorization: Authorization): string {
  const [path = '/', query = ''] = request.url.split('?', 2);
  // S3 alone takes the path as it was sent, and the payload's hash from its header.
  const isS3 = authorization.service === 's3';
  return [
    request.method,
    isS3 ? path : path.split('/').map(encodeURIComponent).join('/'),
    canonicalQuery(query),
    ...authorization.signedHeaders.map((name) => `${name}:${canonicalHeader(request, name)}`),
    '',
    authorization.signedHeaders.join(';'),
    isS3 ? payloadHash(request, authorization) : sha256(request.body),
  ].join('\n');
}

/** By key, then value, without the signature itself; a key without a value (`?lifecycle`) has an empty one. */
function canonicalQuery(query: string): string {
  return query
    .split('&')
    .filter((pair) => pair !== '' && !pair.startsWith('X-Amz-Signature='))
    .map((pair) => (pair.includes('=') ? pair : `${pair}=`))
    .sort((a, b) => (a.replace('=', '\0') < b.replace('=', '\0') ? -1 : 1))
    .join('&');
}

/** `UNSIGNED-PAYLOAD` and `STREAMING-…` stand for themselves; a hash is worked out again. */
function payloadHash(request: WireRequest, { presigned }: Authorization): string {
  const written = presigned?.payload ?? header(request, 'x-amz-content-sha256') ?? '';
  return /^(UNSIGNED|STREAMING)-/.test(written) ? written : sha256(request.body);
}

function canonicalHeader(request: WireRequest, name: string): string {
  const value = request.headers[name];
  return [value ?? []]
    .flat()
    .map((one) => one.trim().replace(/\s+/g, ' '))
    .join(',');
}

function signingKey(authorization: Authorization, secret: string): Buffer {
  const { date, region, service } = authorization;
  const name = `${secret}/${date}/${region}/${service}`;
  const known = signingKeys.get(name);
  if (known) return known;
  if (signingKeys.size > 10_000) signingKeys.clear();
  const key = [date, region, service, 'aws4_request'].reduce<Buffer>(
    (previous, part) => createHmac('sha256', previous).update(part).digest(),
    Buffer.from(`AWS4${secret}`),
  );
  signingKeys.set(name, key);
  return key;
}

function sha256(value: string | Buffer): string {
  return createHash('sha256').update(value).digest('hex');
}
