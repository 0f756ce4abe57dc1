import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createQuotas } from '../../../sandbox';
import { cloudtrail } from './answers/cloudtrail';
import { dynamodb } from './answers/dynamodb';
import { events } from './answers/events';
import { iam } from './answers/iam';
import { kms } from './answers/kms';
import { organizations } from './answers/organizations';
import { sqs } from './answers/sqs';
import { sts } from './answers/sts';
import { type Answer, type Answers, type Asked, readAsked, refused } from './asked';
import { type Fault, SECURITY } from './members';
import { quotaOf } from './quota-of';
import { PAGE, type SweepScale } from './scale';
import type { SignalsQueue } from './signals-queue';
import type { Table } from './table';

export interface World {
  readonly scale: SweepScale;
  /** One for everything, or the share of it that is measured. */
  readonly share: number;
  readonly queue: SignalsQueue;
  readonly table: Table;
  readonly faultOf: (accountId: string) => Fault | undefined;
}

export interface Endpoints {
  readonly url: string;
  /** Calls by service and action, and those of them that came too fast. */
  readonly calls: ReadonlyMap<string, number>;
  readonly throttled: ReadonlyMap<string, number>;
  readonly close: () => Promise<void>;
}

/**
 * AWS as far as a sweep meets it, on one port of the loopback: quotas, latency and faults, and of
 * everything else as little as the SDK understands, because it shares the processor with what is measured.
 */
export async function startEndpoints(world: World): Promise<Endpoints> {
  const answers = answersOf(world);
  const quotas = createQuotas(() => performance.now());
  const [calls, throttled] = [new Map<string, number>(), new Map<string, number>()];
  const answer = (asked: Asked): Answer => {
    const isThrottled = () => {
      if (asked.service === 'cloudtrail' && world.faultOf(asked.accountId) === 'throttled')
        return true;
      const quota = quotaOf(asked, world.share);
      return quota && !quotas.take(`${asked.accountId}/${asked.region}/${asked.service}`, quota);
    };
    const name = `${asked.service}:${asked.action}`;
    count(calls, name);
    if (isThrottled()) {
      count(throttled, name);
      return refused(asked, quotaOf(asked, 1)?.code ?? 'ThrottlingException');
    }
    const known = answers[asked.service]?.[asked.action];
    if (!known) throw new Error(`The bench does not know ${name}.`);
    return known(asked);
  };
  const server = createServer((incoming, response) => {
    const chunks: Buffer[] = [];
    incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
    incoming.on('end', () => {
      const asked = readAsked(incoming.headers, Buffer.concat(chunks).toString());
      if (!asked) throw new Error(`The bench was asked for ${incoming.url}, which is no AWS call.`);
      const isOfMember = asked.accountId !== SECURITY;
      if (isOfMember && world.faultOf(asked.accountId) === 'dead') return;
      const { status, body } = answer(asked);
      const text = typeof body === 'string' ? body : JSON.stringify(body);
      const type = typeof body === 'string' ? 'text/xml' : 'application/x-amz-json-1.1';
      setTimeout(
        () => response.writeHead(status, { 'content-type': type }).end(text),
        world.scale.latencyMs,
      );
    });
  });
  server.keepAliveTimeout = 600_000;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    calls,
    throttled,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

const answersOf = (world: World): Readonly<Record<string, Answers>> => ({
  cloudtrail,
  dynamodb: dynamodb(world.table),
  events,
  iam,
  kms,
  organizations: organizations(world.scale.accounts, PAGE / world.share),
  sqs: sqs(world.queue),
  sts: sts(world.faultOf),
});

const count = (counts: Map<string, number>, name: string): void => {
  counts.set(name, (counts.get(name) ?? 0) + 1);
};
