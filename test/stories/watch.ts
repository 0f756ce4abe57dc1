import { signalsArn } from '../../services/cli/local/local';
import { type CallEntry, type FeedEntry, hooks } from '../../services/sandbox';
import type { LogEntry } from '../../shared/domain/log-entry';
import type { Scene, Trail } from './scene';

/**
 * What happens from now on, as the sandbox saw it: every call, delivery, invocation and line. Not what follows
 * at its own pace for people to read: who it was, the dark, the messages.
 */
export function watch({ local, world }: Scene): Watched {
  // Nor what is looked at again after other stories: their places are watched for minutes.
  hooks.sqs.dropDelayed(world, signalsArn(local));
  const entries: FeedEntry[] = [];
  const stop = world.feed.watch((entry) => {
    if (!isAfterwards(entry)) entries.push(entry);
  });
  return { entries, stop };
}

const AFTERWARDS = /trailwarden-(investigator|notifier)$/;

function isAfterwards(entry: FeedEntry): boolean {
  if (entry.kind === 'call') return AFTERWARDS.test(entry.principalArn);
  if (entry.kind === 'invocation' || entry.kind === 'log') {
    return AFTERWARDS.test(entry.functionName);
  }
  return false;
}

export interface Watched {
  readonly entries: readonly FeedEntry[];
  readonly stop: () => void;
}

export const callsOf = ({ entries }: Watched, action: string): readonly CallEntry[] =>
  entries.filter((entry) => entry.kind === 'call').filter((call) => call.action === action);

export const startsOf = (watched: Watched, trail: Trail): readonly CallEntry[] =>
  callsOf(watched, 'StartLogging').filter(({ input }) => input.Name === trail.id);

/** The number of batches that the responder had received when this call arrived. */
export const batchesUntil = ({ entries }: Watched, call: CallEntry | undefined): number =>
  entries
    .filter((entry) => entry.kind === 'invocation')
    .filter(({ phase }) => phase === 'started')
    .filter(({ at }) => call !== undefined && at <= call.arrivedAt).length;

/** The log lines of the responder of one kind. */
export const linesOf = <K extends LogEntry['kind']>(
  { entries }: Watched,
  kind: K,
): readonly Extract<LogEntry, { kind: K }>[] =>
  entries
    .filter((entry) => entry.kind === 'log')
    .filter(({ line }) => line.startsWith(`{"kind":"${kind}"`))
    .map(({ line }) => JSON.parse(line));

/** The text of each signal that reached the responder from an account, also of repeated ones. */
export const signalsFrom = (watched: Watched, { accountId }: Trail): readonly string[] =>
  linesOf(watched, 'signal')
    .filter((line) => line.accountId === accountId)
    .map(({ what }) => what);
