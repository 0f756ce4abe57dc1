import * as v from 'valibot';
import { mayTellEvents } from '../../domain/sender';
import type { Tick } from '../../domain/tick';

const Scheduled = v.object({
  source: v.literal('aws.events'),
  'detail-type': v.literal('Scheduled Event'),
  account: v.pipe(v.string(), v.regex(/^\d{12}$/)),
  region: v.string(),
  time: v.pipe(v.string(), v.regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/)),
});

/**
 * The tick in a message of the queue of ticks; nothing for other messages, and for Regions that are not governed, so
 * that the rows have a bound. Account and Region are AWS's word, as in every event whose source begins with `aws.`.
 * Never throws.
 */
export function readTick(
  body: string,
  governedRegions: readonly string[],
  senderId?: string,
): Tick | undefined {
  const read = v.safeParse(Scheduled, parse(body));
  if (!read.success || !mayTellEvents(senderId)) return undefined;
  const { account, region, time } = read.output;
  if (!governedRegions.includes(region) || Number.isNaN(Date.parse(time))) return undefined;
  return { accountId: account, region, at: time };
}

function parse(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}
