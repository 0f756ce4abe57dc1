import { Agent, request } from 'node:http';
import type { World } from '../core/service';
import { engineEndpoint, type Place, whileOpen } from './engine';

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
  return { status: answer.status, body: JSON.parse(answer.text) };
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
