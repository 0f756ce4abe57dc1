import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { dispatch } from './dispatch';
import type { WireAnswer } from './protocol';
import type { Runtime } from './runtime';
import { Refusal } from './service';

/** Takes over requests whose path starts with `prefix`; the Lambda Runtime API is one. */
export interface PathHandler {
  readonly prefix: string;
  readonly handle: (incoming: IncomingMessage, response: ServerResponse) => void;
}

interface SandboxServer {
  readonly endpoint: string;
  readonly addPathHandler: (handler: PathHandler) => void;
  readonly close: () => Promise<void>;
}

/** One port on the loopback interface for every service. Port 0 picks a free one. */
export async function startServer(runtime: Runtime, port: number): Promise<SandboxServer> {
  const handlers: PathHandler[] = [];
  const server = createServer((incoming, response) => {
    const own = handlers.find(({ prefix }) => incoming.url?.startsWith(prefix));
    if (own) own.handle(incoming, response);
    else void serve(runtime, incoming, atWorldTime(runtime, response));
  });
  // SDK clients keep connections; Node's five seconds would close one just as a call uses it again.
  server.keepAliveTimeout = 10 * 60 * 1000;
  server.requestTimeout = 0;
  await listen(server, port);
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    addPathHandler: (handler) => handlers.push(handler),
    close: () => close(server),
  };
}

/** The Date header is the world's, as far as clients can tell it from theirs: the SDK signs by it. */
function atWorldTime({ world }: Runtime, response: ServerResponse): ServerResponse {
  if (world.clock.isMoved()) response.setHeader('date', world.now().toUTCString());
  return response;
}

async function serve(
  runtime: Runtime,
  incoming: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  try {
    const answer = await answerTo(runtime, incoming);
    if (answer) write(response, answer);
    else response.destroy();
  } catch (error) {
    // The client went away, or sent too much: there is no one to answer, or only this to say.
    const status = error instanceof Refusal ? error.status : 400;
    write(response, { status, headers: { connection: 'close' }, body: String(error) });
  }
}

async function answerTo(
  runtime: Runtime,
  incoming: IncomingMessage,
): Promise<WireAnswer | undefined> {
  const url = incoming.url ?? '/';
  const method = incoming.method ?? 'GET';
  const { headers } = incoming;
  if (method === 'GET' && url === '/' && headers.authorization === undefined) {
    return welcome(runtime);
  }
  const body = await readBody(incoming);
  const remoteAddress = incoming.socket.remoteAddress ?? '127.0.0.1';
  return dispatch(runtime, { method, url, headers, body, remoteAddress });
}

function welcome({ services, world }: Runtime): WireAnswer {
  const body = JSON.stringify({
    sandbox:
      'An emulated AWS Organization. Point an SDK or the AWS CLI here with AWS_ENDPOINT_URL.',
    services: [...services.keys()].sort(),
    regions: world.regions,
  });
  return { status: 200, headers: { 'content-type': 'application/json' }, body };
}

function write(response: ServerResponse, { status, headers, body }: WireAnswer): void {
  if (response.destroyed || response.headersSent) return;
  response.writeHead(status, { ...headers, 'content-length': String(Buffer.byteLength(body)) });
  response.end(body);
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error) => reject(portTaken(error, port)));
    server.listen(port, '127.0.0.1', resolve);
  });
}

function close(server: Server): Promise<void> {
  return new Promise((resolve, reject) => {
    server.close((error) => (error ? reject(error) : resolve()));
    server.closeAllConnections();
  });
}

/** The largest request of any service here: 16 MiB, DynamoDB's. */
const limit = 16 * 1024 * 1024;

/** Refuses a body that is too large without keeping it. */
async function readBody(incoming: IncomingMessage): Promise<Buffer> {
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

/** A busy port in one clear sentence; any other error as it is. */
function portTaken(error: Error, port: number): Error {
  if (!('code' in error) || error.code !== 'EADDRINUSE') return error;
  return new Error(
    `Port ${port} on 127.0.0.1 is already in use; stop what listens there or choose another port.`,
    { cause: error },
  );
}
