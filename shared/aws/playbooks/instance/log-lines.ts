import { FilterLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { asked } from '../../classify';
import type { InstanceClients } from './clients';

export interface LogQuestion {
  readonly group: string;
  readonly streamPrefix?: string;
  readonly pattern?: string;
  /** Milliseconds. */
  readonly from: number;
  readonly to: number;
  /** Of at most one megabyte each. Pages may be empty. */
  readonly mostPages: number;
}

export interface LogLines {
  /** Newest first. */
  readonly lines: readonly string[];
  /** Of the oldest line that was read; absent where there is none. */
  readonly oldest?: number;
  /** There is more, and older. */
  readonly isCut: boolean;
}

/** Lines of a log group, the newest first: where there are too many, the oldest are left out. Rejects with the SDK's error. */
export async function logLines(
  { logs }: InstanceClients,
  question: LogQuestion,
): Promise<LogLines> {
  const { group, streamPrefix, pattern, from, to, mostPages } = question;
  const lines: string[] = [];
  let oldest = Number.POSITIVE_INFINITY;
  let nextToken: string | undefined;
  let pages = 0;
  do {
    const look = new FilterLogEventsCommand({
      ...{ logGroupName: group, startTime: from, endTime: to, startFromHead: false, nextToken },
      ...(streamPrefix && { logStreamNamePrefix: streamPrefix }),
      ...(pattern && { filterPattern: pattern }),
    });
    const answer = await asked('logs:FilterLogEvents', logs.send(look));
    for (const { message, timestamp } of answer.events ?? []) {
      if (message === undefined || timestamp === undefined) continue;
      lines.push(message);
      oldest = Math.min(oldest, timestamp);
    }
    ({ nextToken } = answer);
    pages += 1;
  } while (nextToken && pages < mostPages);
  return {
    ...{ lines, isCut: nextToken !== undefined },
    ...(lines.length > 0 && { oldest }),
  };
}
