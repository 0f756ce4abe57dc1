import { kept } from '../../../../shared/domain/kept';
import type { Sandbox } from '../../../sandbox';

/** What one function did. */
export interface Work {
  batches: number;
  killed: number;
  billedMs: number;
  cpuMs: number;
  peakKb: number;
  loggedBytes: number;
}

/** What the warden does, as the feed of the sandbox tells it. */
export interface Watched {
  /** Calls by service and action, and those of them that came too fast. */
  readonly calls: ReadonlyMap<string, number>;
  readonly throttled: ReadonlyMap<string, number>;
  /** Calls that were made in other accounts than the security account. */
  readonly ofMembers: ReadonlySet<string>;
  /** Account × Region whose row of coverage was written. */
  readonly looked: ReadonlySet<string>;
  /** Names of the metrics that had a number. */
  readonly metrics: ReadonlySet<string>;
  readonly workOf: (functionName: string) => Work;
  readonly end: () => void;
}

/** From now on. Calls of people are not counted. */
export function watchWarden({ world }: Pick<Sandbox, 'world'>, securityAccountId: string): Watched {
  const [calls, throttled] = [new Map<string, number>(), new Map<string, number>()];
  const [ofMembers, looked] = [new Set<string>(), new Set<string>()];
  const metrics = new Set<string>();
  const works = new Map<string, Work>();
  const begun = new Map<string, number>();
  const workOf = (name: string): Work => kept(works, name, nothingDone);
  const end = world.feed.watch((entry) => {
    if (entry.kind === 'log') {
      workOf(entry.functionName).loggedBytes += entry.line.length + 1;
      for (const [, name = ''] of entry.line.matchAll(METRIC)) metrics.add(name);
    }
    if (entry.kind === 'call' && entry.principalArn.includes('trailwarden')) {
      const name = `${entry.service}:${entry.action}`;
      count(calls, name);
      if (TOO_FAST.test(entry.errorCode ?? '')) count(throttled, name);
      if (entry.accountId !== securityAccountId) ofMembers.add(name);
      const place = placeOf(entry.input);
      if (entry.action === 'UpdateItem' && place && !entry.errorCode) looked.add(place);
    }
    if (entry.kind !== 'invocation') return;
    if (entry.phase === 'started') {
      begun.set(entry.requestId, entry.at);
      return;
    }
    const work = workOf(entry.functionName);
    work.batches += 1;
    if (entry.phase !== 'succeeded') work.killed += 1;
    work.billedMs += entry.at - (begun.get(entry.requestId) ?? entry.at);
    work.cpuMs += entry.usage?.cpuMilliseconds ?? 0;
    work.peakKb = Math.max(work.peakKb, entry.usage?.peakKilobytes ?? 0);
  });
  return { calls, throttled, ofMembers, looked, metrics, workOf, end };
}

/** In a line of the embedded metric format. */
const METRIC = /\{"Name":"(\w+)","Unit"/g;

const TOO_FAST = /^(Throttling|TooManyRequests)/;

const nothingDone = (): Work => ({
  ...{ batches: 0, killed: 0, billedMs: 0 },
  ...{ cpuMs: 0, peakKb: 0, loggedBytes: 0 },
});

/** Nothing where it is no row of coverage. */
function placeOf({ Key }: Readonly<Record<string, unknown>>): string | undefined {
  const { pk, sk } = (Key ?? {}) as Readonly<Record<string, { readonly S?: string } | undefined>>;
  return pk?.S?.startsWith('COVERAGE#') ? `${pk.S} ${sk?.S}` : undefined;
}

const count = (counts: Map<string, number>, name: string): void => {
  counts.set(name, (counts.get(name) ?? 0) + 1);
};
