import { createHash } from 'node:crypto';
import type { Call } from '../core/call';
import { Refusal } from '../core/refusal';
import type { CloudTrailRecord } from './state';

export interface LookupPage {
  readonly page: readonly CloudTrailRecord[];
  readonly next: string | undefined;
}

/** A page goes on behind the last event of the one before, with no regard to what was recorded meanwhile. */
export function pageOf(input: Call['input'], matches: readonly CloudTrailRecord[]): LookupPage {
  const size = pageSize(input.MaxResults);
  const from = position(input, matches);
  const page = matches.slice(from, from + size);
  const last = page.at(-1);
  const isMore = from + size < matches.length && last !== undefined;
  return { page, next: isMore ? token(input, last.eventID) : undefined };
}

function pageSize(written: unknown): number {
  const size = Number(written ?? 50);
  if (size >= 1 && size <= 50) return size;
  throw new Refusal('InvalidMaxResultsException', 'MaxResults must be between 1 and 50.');
}

/** A token goes with the question it came from. [D] API_LookupEvents */
function token(input: Call['input'], eventId: string): string {
  const { LookupAttributes, StartTime, EndTime } = input;
  const question = createHash('sha256')
    .update(JSON.stringify([LookupAttributes, StartTime, EndTime]))
    .digest('hex')
    .slice(0, 16);
  return Buffer.from(`${question} ${eventId}`).toString('base64');
}

function position(input: Call['input'], matches: readonly CloudTrailRecord[]): number {
  const { NextToken } = input;
  if (NextToken === undefined) return 0;
  const [, eventId = ''] = Buffer.from(String(NextToken), 'base64').toString().split(' ');
  const last = matches.findIndex(({ eventID }) => eventID === eventId);
  if (last >= 0 && NextToken === token(input, eventId)) return last + 1;
  throw new Refusal('InvalidNextTokenException', 'Invalid token.');
}
