import { setTimeout as sleep } from 'node:timers/promises';
import { type CloudTrailClient, LookupEventsCommand } from '@aws-sdk/client-cloudtrail';
import type { Looked, Lookup, RecordSource } from '../../domain/lookup';
import { classify } from '../classify';
import { Recent } from '../connection';

interface Reach {
  readonly client: (accountId: string, region: string) => CloudTrailClient;
  readonly pace: Pace;
  readonly now?: () => number;
}

/** Pages of fifty events: a walk looks for one, in a window of seconds or by its own key. */
const MAX_PAGES = 6;
/** [D] API_LookupEvents: "events that occurred in a Region within the last 90 days" */
const KEPT_MS = 90 * 86_400_000;

/**
 * Event history of an account and Region: management events, also those that no trail logs. Never rejects:
 * denied, throttled, unreachable and too old are answers.
 */
export const eventHistorySource = ({ client, pace, now = Date.now }: Reach): RecordSource => ({
  name: 'Event history',
  lookUp: async (lookup) => {
    if (Date.parse(lookup.to) < now() - KEPT_MS) {
      const why = { kind: 'rejected', code: 'OlderThan90Days', call: CALL } as const;
      return { kind: 'unread', why };
    }
    const { accountId, region } = lookup;
    try {
      return await pages(client(accountId, region), lookup, () => pace(`${accountId}/${region}`));
    } catch (error) {
      return { kind: 'unread', why: classify(error, CALL) };
    }
  },
});

const CALL = 'cloudtrail:LookupEvents';

async function pages(
  client: CloudTrailClient,
  { attribute, from, to }: Lookup,
  wait: () => Promise<void>,
): Promise<Looked> {
  const records: unknown[] = [];
  let NextToken: string | undefined;
  for (let page = 0; page < MAX_PAGES; page += 1) {
    await wait();
    const answer = await client.send(
      new LookupEventsCommand({
        LookupAttributes: [{ AttributeKey: attribute.key, AttributeValue: attribute.value }],
        StartTime: new Date(from),
        EndTime: new Date(to),
        ...(NextToken && { NextToken }),
      }),
    );
    records.push(...(answer.Events ?? []).map(({ CloudTrailEvent }) => parsed(CloudTrailEvent)));
    ({ NextToken } = answer);
    if (!NextToken) return { kind: 'read', records, complete: true };
  }
  return { kind: 'read', records, complete: false };
}

/** A record that is no JSON tells nothing, and is no reason to stop. */
function parsed(text = ''): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Waits until the place may be asked again. */
export type Pace = (place: string) => Promise<void>;

interface Clock {
  readonly now?: () => number;
  readonly wait?: (ms: number) => Promise<unknown>;
}

/**
 * LookupEvents takes two requests a second in each account and Region, shared by all callers there, so we leave room
 * for others. [D] WhatIsCloudTrail-Limits
 */
export function everyPlace(
  apartMs = 500,
  { now = Date.now, wait = (ms) => sleep(ms) }: Clock = {},
): Pace {
  const free = new Recent<number>(2_000);
  return async (place) => {
    const at = Math.max(now(), free.get(place) ?? 0);
    free.set(place, at + apartMs);
    const ms = at - now();
    if (ms > 0) await wait(ms);
  };
}
