import type { HttpAnswer, HttpRequest } from '../../shared/notify/channels/ports';

/** An answer is read no further than this: only a word or an id of it is ever used. */
const MOST_CHARACTERS = 100_000;
const TIMEOUT_MS = 8_000;

/**
 * Sends one request. Never rejects, and never follows a redirect: a receiver that moved is told of,
 * not trusted with a token. What is said of a failure is its code, because its message may hold the
 * address, and the address may be the secret.
 */
export async function sendHttp({ method, url, headers, body }: HttpRequest): Promise<HttpAnswer> {
  try {
    const response = await fetch(url, {
      method,
      headers,
      redirect: 'manual',
      signal: AbortSignal.timeout(TIMEOUT_MS),
      ...(body !== undefined && { body }),
    });
    const text = (await response.text()).slice(0, MOST_CHARACTERS);
    const retryAfterMs = pauseOf(response.headers.get('retry-after'));
    return {
      kind: 'answered',
      status: response.status,
      body: text,
      ...(retryAfterMs !== undefined && { retryAfterMs }),
    };
  } catch (error) {
    const code = codeOf(error);
    return { kind: 'unanswered', code, mayHaveArrived: !NEVER_LEFT.has(code) };
  }
}

/** Seconds, or a date, which nobody we talk to sends. At most an hour. */
function pauseOf(header: string | null): number | undefined {
  const seconds = Number(header ?? Number.NaN);
  return Number.isFinite(seconds) && seconds >= 0 ? Math.min(seconds, 3_600) * 1_000 : undefined;
}

/** There was no connection, so nothing can have been read. */
const NEVER_LEFT = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ERR_INVALID_URL',
  'UND_ERR_CONNECT_TIMEOUT',
  'CERT_HAS_EXPIRED',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'ERR_TLS_CERT_ALTNAME_INVALID',
]);

function codeOf(error: unknown): string {
  const { code, name, cause } = (error ?? {}) as {
    readonly code?: unknown;
    readonly name?: unknown;
    readonly cause?: unknown;
  };
  if (cause !== undefined) return codeOf(cause);
  return [code, name].find((word) => typeof word === 'string') ?? 'UnknownError';
}
