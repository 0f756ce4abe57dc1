import { createHash, randomBytes, randomUUID } from 'node:crypto';
import type { World } from '../core/service';
import { assign } from './assign';
import { reportInvocation } from './environment';
import { refuse } from './refusals';
import { type InvocationResult, type LambdaFunction, lambdaOf } from './state';

/**
 * Runs the function once and waits for what it returns. Waits too while all its environments are
 * busy, where AWS would answer TooManyRequestsException.
 */
export function invoke(
  { world }: { readonly world: World },
  functionArn: string,
  payload: unknown,
): Promise<InvocationResult> {
  return invokeFunction(world, findFunction(world, functionArn), payload);
}

export function invokeFunction(
  world: World,
  to: LambdaFunction,
  payload: unknown,
  traceHeaders: readonly (string | undefined)[] = [],
): Promise<InvocationResult> {
  const { traceHeader, isOver } = nextHop(to, traceHeaders);
  const requestId = randomUUID();
  if (isOver) {
    reportInvocation(world, to, { requestId, phase: 'failed', detail: endOfLoop.errorMessage });
    return Promise.resolve(endOfLoop);
  }
  return new Promise((resolve) => {
    const event = JSON.stringify(payload);
    to.waiting.push({ requestId, event, traceHeader, done: resolve });
    assign(world, to);
  });
}

/** The function never runs: its message comes back and ends in the dead letters. */
const endOfLoop = {
  kind: 'failed',
  errorType: 'RecursiveInvocationException',
  errorMessage:
    'Lambda ended a recursive loop: the function ran 16 times in one chain of requests.',
} as const satisfies InvocationResult;

/** Refuses like Lambda when there is none. */
export function findFunction(world: World, arn: string): LambdaFunction {
  const found = lambdaOf(world).functions.get(arn);
  if (found !== undefined) return found;
  throw refuse.notFound(`Function not found: ${arn}`);
}

/** Times a function may run in one chain of requests; recorded on AWS, September 2026: sixteen, exactly. */
const mostHops = 16;

/**
 * Which functions a request came through and how often, as it stands in `X-Amzn-Trace-Id` behind `Lineage=`. The SDK in
 * a function passes the header on, SQS keeps it with the message, and the next invocation counts on.
 * [D] lambda/latest/dg/invocation-recursion; how AWS writes it inside is its own affair
 */
interface Hop {
  /** For the invocation's environment, and from there for all that it sends. */
  readonly traceHeader: string;
  /** Lambda ends the chain here instead of invoking, unless the function allows loops. */
  readonly isOver: boolean;
}

/** One more run of the function, for requests of which the longest chain counts. */
function nextHop(
  { arn, recursiveLoop }: Pick<LambdaFunction, 'arn' | 'recursiveLoop'>,
  traceHeaders: readonly (string | undefined)[],
): Hop {
  const own = createHash('sha256').update(arn).digest('hex').slice(0, 8);
  const runsIn = (hops: ReadonlyMap<string, number>) => hops.get(own) ?? 0;
  const [longest = hopsIn()] = traceHeaders.map(hopsIn).sort((a, b) => runsIn(b) - runsIn(a));
  const runs = runsIn(longest) + 1;
  const hops = [...new Map(longest).set(own, runs)].map(([id, count]) => `${id}:${count}`);
  return {
    traceHeader: `Root=1-${hex(4)}-${hex(12)};Parent=${hex(8)};Sampled=0;Lineage=${hops.join('|')}`,
    isOver: runs > mostHops && recursiveLoop === 'Terminate',
  };
}

function hopsIn(traceHeader = ''): ReadonlyMap<string, number> {
  const [, written = ''] = /(?:^|;)Lineage=([^;]*)/.exec(traceHeader) ?? [];
  const pairs = written.split('|').map((hop) => hop.split(':'));
  return new Map(pairs.flatMap(([id, count]) => (id && count ? [[id, Number(count) || 0]] : [])));
}

const hex = (bytes: number): string => randomBytes(bytes).toString('hex');
