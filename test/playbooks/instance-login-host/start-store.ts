import { createHash } from 'node:crypto';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Sent {
  readonly path: string;
  readonly body: Buffer;
  readonly headers: IncomingHttpHeaders;
}

export interface Store {
  readonly url: string;
  readonly sent: readonly Sent[];
  stop(): Promise<void>;
}

/**
 * What stands for S3: takes a PUT with the right Content-MD5 as a bucket with a default retention does, and answers 200.
 * A path that ends in `denied` it refuses.
 */
export async function startStore(files: Readonly<Record<string, Buffer>> = {}): Promise<Store> {
  const sent: Sent[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk) => chunks.push(chunk));
    request.on('end', () => {
      const { pathname: path } = new URL(request.url ?? '', 'http://store');
      const body = Buffer.concat(chunks);
      if (request.method === 'GET') {
        response.statusCode = files[path] ? 200 : 404;
        return response.end(files[path]);
      }
      const md5 = createHash('md5').update(body).digest('base64');
      const isGood = request.headers['content-md5'] === md5 && !path.endsWith('denied');
      if (isGood) sent.push({ path, body, headers: request.headers });
      response.statusCode = isGood ? 200 : 403;
      response.end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    sent,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

export const sha256 = (body: Buffer): string => createHash('sha256').update(body).digest('hex');
