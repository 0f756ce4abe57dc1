import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterEach, expect, test } from '@jest/globals';
import { openHttp } from '../../services/notifier/send-http';
import { VERSION } from '../../shared/domain/version';

let server: Server | undefined;
afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});

async function receiver(answer: RequestListener): Promise<string> {
  const listening = createServer(answer);
  server = listening;
  await new Promise<void>((resolve) => listening.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(listening.address() as AddressInfo).port}/`;
}

const here = openHttp({ loopback: true });
const get = (url: string) => ({ method: 'GET', url, headers: {} }) as const;

test('a request names its sender and asks for an uncompressed answer', async () => {
  const url = await receiver(({ headers }, response) => response.end(JSON.stringify(headers)));
  const answer = await here({ method: 'POST', url, headers: { 'x-a': '1' }, body: '{"é":1}' });
  expect(answer).toMatchObject({ kind: 'answered', status: 200 });
  expect(JSON.parse('body' in answer ? answer.body : '')).toMatchObject({
    'user-agent': `Trailwarden/${VERSION}`,
    'accept-encoding': 'identity',
    'content-length': '8',
    'x-a': '1',
  });
});

test('a compressed answer of a gigabyte is read no further than needed', async () => {
  const packed = gzipSync(Buffer.alloc(256 * 1024 * 1024));
  const url = await receiver((_, response) => {
    response.writeHead(200, { 'content-encoding': 'gzip' });
    response.end(packed);
  });
  const before = process.memoryUsage().rss;
  const answer = await here(get(url));
  expect('body' in answer && answer.body.length).toBe(100_000);
  expect(process.memoryUsage().rss - before).toBeLessThan(60 * 1024 * 1024);
});

test('an endless answer is read no further than needed', async () => {
  const url = await receiver((_, response) => {
    const more = () => {
      while (response.write('x'.repeat(65_536)));
    };
    response.on('drain', more);
    more();
  });
  const answer = await here(get(url));
  expect('body' in answer && answer.body.length).toBe(100_000);
});

test('an answer with an invalid encoding is no reason to send the message again', async () => {
  const url = await receiver((_, response) => {
    response.writeHead(200, { 'content-encoding': 'gzip' });
    response.end('not packed');
  });
  expect(await here(get(url))).toMatchObject({ kind: 'answered', status: 200 });
});

test('a redirect is an answer, and is not followed', async () => {
  let asked = 0;
  const url = await receiver((_, response) => {
    asked += 1;
    response.writeHead(307, { location: 'http://169.254.169.254/latest' }).end();
  });
  expect(await here(get(url))).toMatchObject({ kind: 'answered', status: 307 });
  expect(asked).toBe(1);
});

test('a message may have arrived when the connection was cut after the request', async () => {
  const url = await receiver(({ socket }) => socket.destroy());
  expect(await here(get(url))).toEqual({
    kind: 'unanswered',
    code: 'ECONNRESET',
    mayHaveArrived: true,
  });
});

test('a message to a closed port cannot have arrived', async () => {
  const url = await receiver((_, response) => response.end());
  await new Promise((resolve) => server?.close(resolve));
  expect(await here(get(url))).toMatchObject({ code: 'ECONNREFUSED', mayHaveArrived: false });
});

const deployed = openHttp();

test.each([
  ['http://example.com/', 'NOT_HTTPS'],
  ['https://user:pass@example.com/', 'ERR_INVALID_URL'],
  ['nonsense', 'ERR_INVALID_URL'],
  ['https://127.0.0.1:9001/2018-06-01/runtime/invocation/next', 'ADDRESS_NOT_PUBLIC'],
  ['https://169.254.169.254/latest/meta-data', 'ADDRESS_NOT_PUBLIC'],
  ['https://[::1]/', 'ADDRESS_NOT_PUBLIC'],
  ['https://10.0.0.1/', 'ADDRESS_NOT_PUBLIC'],
  ['https://localhost/', 'ADDRESS_NOT_PUBLIC'],
])('a deployed notifier sends nothing to %s', async (url, code) => {
  expect(await deployed(get(url))).toEqual({ kind: 'unanswered', code, mayHaveArrived: false });
});

/** The test's resolver answers as DNS would for a public name that leads to this machine. */
test('a host name that resolves to this machine is not called', async () => {
  const answers: readonly (readonly string[])[] = [['127.0.0.1'], ['1.1.1.1', '10.0.0.1'], ['::1']];
  for (const addresses of answers) {
    const resolve = async () => addresses;
    const sent = openHttp({ resolve });
    expect(await sent(get('https://rebound.example/'))).toEqual({
      kind: 'unanswered',
      code: 'ADDRESS_NOT_PUBLIC',
      mayHaveArrived: false,
    });
  }
});
