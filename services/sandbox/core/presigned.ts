import { refuse } from '../s3/refusals';
import type { WireRequest } from './protocol';
import type { Authorization } from './sigv4';

const required = [
  'X-Amz-Algorithm',
  'X-Amz-Credential',
  'X-Amz-Signature',
  'X-Amz-Date',
  'X-Amz-SignedHeaders',
  'X-Amz-Expires',
];

/** A week. [D] sigv4-query-string-auth */
const longestSeconds = 604_800;

/** What a presigned URL of S3 is signed with; undefined when the query carries no signature. */
export function presignedAuthorization({ url }: WireRequest): Authorization | undefined {
  const query = new URLSearchParams(url.split('?', 2)[1]);
  if (!required.some((name) => query.has(name))) return undefined;
  const [algorithm, credential, signature, at, signedHeaders, expires] = required.map(
    (name) => query.get(name) ?? '',
  );
  const [, accessKeyId, date, region, service] =
    /^(.+)\/(\d{8})\/([^/]+)\/([^/]+)\/aws4_request$/.exec(credential ?? '') ?? [];
  const isComplete = algorithm === 'AWS4-HMAC-SHA256' && accessKeyId && date && region && service;
  if (!isComplete || !at || !signedHeaders || !/^[0-9a-f]{64}$/.test(signature ?? '')) {
    throw refuse.presigned(
      `Query-string authentication version 4 requires the ${required.slice(0, -1).join(', ')}, and ${required.at(-1)} parameters.`,
    );
  }
  const sessionToken = query.get('X-Amz-Security-Token');
  return {
    accessKeyId,
    date,
    region,
    service,
    signedHeaders: signedHeaders.split(';'),
    signature: signature ?? '',
    at,
    sessionToken: sessionToken ?? undefined,
    presigned: {
      expiresInSeconds: lifetime(expires ?? ''),
      payload: query.get('X-Amz-Content-Sha256') ?? 'UNSIGNED-PAYLOAD',
    },
  };
}

function lifetime(written: string): number {
  if (!/^-?\d+$/.test(written)) throw refuse.presigned('X-Amz-Expires should be a number');
  const seconds = Number(written);
  if (seconds < 0) throw refuse.presigned('X-Amz-Expires must be non-negative');
  if (seconds <= longestSeconds) return seconds;
  throw refuse.presigned(
    `X-Amz-Expires must be less than a week (in seconds) that is ${longestSeconds}`,
  );
}

/** The request as if it had been signed in a header: what `X-Amz-…` in the query says is said by headers. */
export function withoutSignature(request: WireRequest): WireRequest {
  const [path = '/', query = ''] = request.url.split('?', 2);
  const pairs = query.split('&').filter(Boolean);
  const isHeader = (pair: string) => /^x-amz-/i.test(pair);
  const moved = new URLSearchParams(pairs.filter(isHeader).join('&'));
  const headers = Object.fromEntries([...moved].map(([key, value]) => [key.toLowerCase(), value]));
  const rest = pairs.filter((pair) => !isHeader(pair)).join('&');
  return {
    ...request,
    url: rest === '' ? path : `${path}?${rest}`,
    headers: { ...headers, ...request.headers },
  };
}
