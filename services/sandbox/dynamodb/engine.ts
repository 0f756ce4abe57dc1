import { Agent, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onClose } from '../core/on-close';
import { perWorld } from '../core/per-world';
import type { Place } from '../core/place';
import type { World } from '../core/service';
import { withSortedSets } from './sorted-sets';

interface Engines {
  /** Every account and Region shares this one; it tells them apart by access key and Region. */
  external: string | undefined;
  readonly own: Map<string, Promise<string>>;
  /** Questions not answered yet: the engine stops after the last of them. */
  readonly open: Set<Promise<unknown>>;
}

const engines = perWorld((): Engines => ({ external: undefined, own: new Map(), open: new Set() }));

/** Another engine instead of dynalite, e.g. DynamoDB Local; to be called before the first table is made. */
export function useDynamoDbEngine(world: World, endpoint: string): void {
  engines(world).external = endpoint;
}

/** Where the items of an account and Region are kept; dynalite is started there on first use. */
function engineEndpoint(world: World, { accountId, region }: Place): Promise<string> {
  const { external, own } = engines(world);
  if (external !== undefined) return Promise.resolve(external);
  const place = `${accountId}/${region}`;
  const known = own.get(place);
  if (known !== undefined) return known;
  const started = startDynalite(world);
  own.set(place, started);
  return started;
}

/** Remembers a question until it is answered. */
async function whileOpen<T>(world: World, question: Promise<T>): Promise<T> {
  const { open } = engines(world);
  open.add(question);
  try {
    return await question;
  } finally {
    open.delete(question);
  }
}

async function startDynalite(world: World): Promise<string> {
  // Loaded on first use: most sandboxes in tests keep no tables.
  const { default: dynalite } = await import('dynalite');
  const server = dynalite({ createTableMs: 0, deleteTableMs: 0, updateTableMs: 0 });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  // Connections to it are kept; Node's five seconds would close one just as a call uses it again.
  server.keepAliveTimeout = 10 * 60 * 1000;
  onClose(world, async () => {
    await Promise.allSettled(engines(world).open);
    await stop(server);
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

function stop(server: Server): Promise<void> {
  return new Promise((resolve, reject) => {
    server.close((error) => (error ? reject(error) : resolve()));
    server.closeAllConnections();
  });
}

const agent = new Agent({ keepAlive: true });

export interface EngineAnswer {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
}

/** One DynamoDB action on the engine of an account and Region. The sandbox has checked who asks; the engine does not. */
export async function askEngine(
  world: World,
  place: Place,
  { action, body }: { readonly action: string; readonly body: Buffer | string },
): Promise<EngineAnswer> {
  const endpoint = await engineEndpoint(world, place);
  const question = post(endpoint, body, {
    'content-type': 'application/x-amz-json-1.0',
    'content-length': String(Buffer.byteLength(body)),
    'x-amz-target': `DynamoDB_20120810.${action}`,
    'x-amz-date': `${new Date().toISOString().replace(/[-:]|\.\d+/g, '')}`,
    authorization: unsigned(place),
  });
  const answer = await whileOpen(world, question);
  return { status: answer.status, body: withSortedSets(answer.text) };
}

/** Engines look only at who is meant: DynamoDB Local keeps a database for each key and Region. */
function unsigned({ accountId, region }: Place): string {
  const day = new Date().toISOString().slice(0, 10).replaceAll('-', '');
  const credential = `${accountId}/${day}/${region}/dynamodb/aws4_request`;
  return `AWS4-HMAC-SHA256 Credential=${credential}, SignedHeaders=host, Signature=none`;
}

interface Reply {
  readonly status: number;
  readonly text: string;
}

function post(
  endpoint: string,
  body: Buffer | string,
  headers: Readonly<Record<string, string>>,
): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const asked = request(endpoint, { method: 'POST', agent, headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 500,
          text: Buffer.concat(chunks).toString('utf8'),
        }),
      );
    });
    asked.on('error', reject);
    asked.end(body);
  });
}
