import { createHash, randomBytes } from 'node:crypto';
import type { LambdaFunction } from './function';

/** Times a function may run in one chain of requests; recorded on AWS, September 2026: sixteen, exactly. */
const mostHops = 16;

/**
 * Which functions a request came through and how often, as it stands in `X-Amzn-Trace-Id` behind `Lineage=`. The SDK in
 * a function passes the header on, SQS keeps it with the message, and the next invocation counts on.
 * [D] lambda/latest/dg/invocation-recursion; how AWS writes it inside is its own affair
 */
export interface Hop {
  /** For the invocation's environment, and from there for all that it sends. */
  readonly traceHeader: string;
  /** Lambda ends the chain here instead of invoking, unless the function allows loops. */
  readonly isOver: boolean;
}

/** One more run of the function, for requests of which the longest chain counts. */
export function nextHop(
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
