import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Answer {
  readonly status: number;
  readonly type: string;
  readonly body: string;
}

export interface Loopback {
  readonly endpoint: string;
  readonly close: () => Promise<void>;
}

/** A server on a free port of this machine that answers each request body as it is told. */
export async function loopback(
  answer: (body: string, request: IncomingMessage) => Promise<Answer> | Answer,
): Promise<Loopback> {
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const { status, type, body } = await answer(Buffer.concat(chunks).toString(), request);
    response.writeHead(status, { 'content-type': type }).end(body);
  });
  return listening(server);
}

/** Resolves with the endpoint once the server listens. `close` also ends connections that are kept alive. */
export async function listening(server: Server): Promise<Loopback> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    endpoint: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** Any keys will do here: the server on the loopback does not check them. */
export const connection = (endpoint: string) => ({
  endpoint,
  region: 'us-east-1',
  credentials: { accessKeyId: 'AKIAEXAMPLEEXAMPLE12', secretAccessKey: 'example' },
});
