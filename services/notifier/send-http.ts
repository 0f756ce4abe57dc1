import { lookup } from 'node:dns/promises';
import * as http from 'node:http';
import * as https from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import type { Readable } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import { VERSION } from '../../shared/domain/version';
import type { HttpAnswer, HttpRequest } from '../../shared/tell/notify/channels/ports';
import { isPublicAddress, isPublicHost } from '../../shared/tell/notify/public-address';

/** An answer is read up to this length, unpacked: only a word or an id of it is ever used. */
const MOST_BYTES = 100_000;
const TIMEOUT_MS = 8_000;

interface HttpRules {
  /** Also without TLS, to receivers on this machine: those of the sandbox. No deployed setting allows it. */
  readonly loopback?: boolean;
  /** Every address of a name; Node's own when absent. */
  readonly resolve?: (hostname: string) => Promise<readonly string[]>;
}

/**
 * Sends one request. Never rejects, and never follows a redirect: a receiver that moved is reported, and not trusted
 * with a token. It connects only to an address of the Internet, and to the very address that was looked up, so that
 * a name cannot lead elsewhere. A failure is told by its code, because its message may hold the address, and the
 * address may be the secret.
 */
export const openHttp =
  ({ loopback = false, resolve = resolveAll }: HttpRules = {}) =>
  async (request: HttpRequest): Promise<HttpAnswer> => {
    const url = URL.canParse(request.url) ? new URL(request.url) : undefined;
    const wrong = wrongWith(url, loopback);
    if (!url || wrong) return { kind: 'unanswered', code: wrong, mayHaveArrived: false };
    const trip = { connected: false };
    try {
      const response = await send(url, request, { loopback, resolve, trip });
      const retryAfterMs = pauseOf(response.headers['retry-after']);
      return {
        kind: 'answered',
        status: response.statusCode ?? 0,
        body: await beginningOf(response),
        ...(retryAfterMs !== undefined && { retryAfterMs }),
      };
    } catch (error) {
      return { kind: 'unanswered', code: codeOf(error), mayHaveArrived: trip.connected };
    }
  };

/** Empty where there is none. */
function wrongWith(url: URL | undefined, loopback: boolean): string {
  if (!url || url.username || url.password) return 'ERR_INVALID_URL';
  if (loopback && LOOPBACK.has(url.hostname)) return '';
  if (url.protocol !== 'https:') return 'NOT_HTTPS';
  return isPublicHost(url.hostname) ? '' : NOT_PUBLIC;
}

const LOOPBACK: ReadonlySet<string> = new Set(['127.0.0.1', '[::1]']);
const NOT_PUBLIC = 'ADDRESS_NOT_PUBLIC';

interface Trip extends Required<HttpRules> {
  /** Was there a connection? Before that, the receiver can have read nothing. */
  readonly trip: { connected: boolean };
}

function send(
  url: URL,
  { method, headers, body }: HttpRequest,
  { loopback, resolve: addressesOf, trip }: Trip,
): Promise<http.IncomingMessage> {
  const { request } = url.protocol === 'https:' ? https : http;
  return new Promise((resolve, reject) => {
    const sent = request(url, {
      method,
      headers: {
        'user-agent': `Trailwarden/${VERSION}`,
        // Without this header a receiver may pack the answer; a packed answer is unpacked with care all the same.
        'accept-encoding': 'identity',
        ...headers,
        ...(body !== undefined && { 'content-length': Buffer.byteLength(body) }),
      },
      // A frozen function finds its kept-alive connections dead.
      agent: false,
      signal: AbortSignal.timeout(TIMEOUT_MS),
      ...(!loopback && { lookup: onlyPublic(addressesOf) }),
    });
    const ready = url.protocol === 'https:' ? 'secureConnect' : 'connect';
    sent.once('socket', (socket) => {
      socket.once(ready, () => {
        trip.connected = true;
      });
    });
    sent.once('response', resolve);
    sent.once('error', reject);
    sent.end(body);
  });
}

const resolveAll = async (hostname: string): Promise<readonly string[]> =>
  (await lookup(hostname, { all: true })).map(({ address }) => address);

/** A look-up that fails where any address in the answer is not one of the Internet. */
const onlyPublic =
  (addressesOf: Required<HttpRules>['resolve']): LookupFunction =>
  (hostname, options, done) => {
    addressesOf(hostname).then(
      (addresses) => {
        const all = addresses.map((address) => ({ address, family: isIP(address) }));
        const [first] = all;
        if (!first || !addresses.every(isPublicAddress)) done(notPublic(), '', 0);
        else if (options.all) done(null, all);
        else done(null, first.address, first.family);
      },
      (error: NodeJS.ErrnoException) => done(error, '', 0),
    );
  };

const notPublic = (): NodeJS.ErrnoException =>
  Object.assign(new Error('The address is not public.'), { code: NOT_PUBLIC });

/** The part of an answer that was read when there was enough; never rejects because of its packing. */
async function beginningOf(response: http.IncomingMessage): Promise<string> {
  const unpack = UNPACK[response.headers['content-encoding'] ?? ''];
  const unpacked: Readable = unpack ? response.pipe(unpack()) : response;
  response.once('error', (error) => unpacked.destroy(error));
  const chunks: Buffer[] = [];
  let bytes = 0;
  try {
    for await (const chunk of unpacked) {
      chunks.push(chunk as Buffer);
      bytes += (chunk as Buffer).length;
      if (bytes >= MOST_BYTES) break;
    }
  } catch (error) {
    if (!unpack) throw error; // the connection was cut
  } finally {
    response.destroy();
  }
  return Buffer.concat(chunks).subarray(0, MOST_BYTES).toString('utf8');
}

const UNPACK: Readonly<Record<string, () => NodeJS.ReadWriteStream & Readable>> = {
  gzip: createGunzip,
  'x-gzip': createGunzip,
  deflate: createInflate,
  br: createBrotliDecompress,
};

/** Seconds, or a date, which no service we talk to sends. At most an hour. */
function pauseOf(header: string | undefined): number | undefined {
  const seconds = Number(header ?? Number.NaN);
  return Number.isFinite(seconds) && seconds >= 0 ? Math.min(seconds, 3_600) * 1_000 : undefined;
}

function codeOf(error: unknown): string {
  const { code, name } = (error ?? {}) as { readonly code?: unknown; readonly name?: unknown };
  if (name === 'AbortError') return 'TimeoutError';
  return [code, name].find((word) => typeof word === 'string') ?? 'UnknownError';
}
