import { globalRegionOf } from '../../domain/global-region';
import type { Lookup, LookupAttribute } from '../../domain/lookup';
import type { Place } from '../../domain/place';
import { partitionOf } from '../../domain/trail';
import { field, text } from '../../record/json';
import { issuedKey, issuedSession, type RecordedCall } from './read-call';
import type { Seen } from './recognized';
import type { Question } from './search';

const SECOND = 1_000;
const HOUR = 3_600 * SECOND;
const DAY = 24 * HOUR;
/** Records carry whole seconds, and two services' clocks. */
const SAME_MOMENT = 3 * SECOND;
/** GetSessionToken and GetFederationToken; a role's session is at most 12 hours long. [D] API_GetFederationToken */
const LONGEST_SESSION = 36 * HOUR;
/** A signal may wait two weeks in a dead-letter queue. */
const LATEST_SIGNAL = 14 * DAY;

const plus = (at: string, ms: number): string => new Date(Date.parse(at) + ms).toISOString();

const around = (at: string): { from: string; to: string } => ({
  from: plus(at, -SAME_MOMENT),
  to: plus(at, SAME_MOMENT),
});

/** The record behind an incident that keeps only the evidence. */
export const wholeRecord = (place: Place, eventId: string, at: string): Question => ({
  lookups: [
    {
      ...place,
      attribute: { key: 'EventId', value: eventId },
      from: plus(at, -LATEST_SIGNAL),
      to: plus(at, HOUR),
    },
  ],
  judge: (call) => (call.eventId === eventId ? 'certain' : undefined),
});

interface Issue {
  readonly accountId: string;
  readonly calls: readonly string[];
  /** Most likely first. */
  readonly regions: readonly string[];
  readonly at: string;
}

/**
 * The call that issued the credentials of a session. First by its key, which Event history names among the resources
 * of such a call; then by the moment at which the session began. A console session changes its keys, so the same
 * session begun at that moment is likely the one. [not on AWS's pages: seen in answers of AWS]
 */
export function whoIssued({ identity }: Seen, { accountId, calls, regions, at }: Issue): Question {
  const { accessKeyId, createdAt, arn } = identity;
  const before = { from: plus(at, -LONGEST_SESSION), to: plus(at, SECOND) };
  const byKey: readonly LookupAttribute[] = accessKeyId
    ? [{ key: 'ResourceName', value: accessKeyId }]
    : [];
  const byName = calls.map((value): LookupAttribute => ({ key: 'EventName', value }));
  const window = createdAt ? around(createdAt) : before;
  const lookups = regions.flatMap((region): Lookup[] => [
    ...byKey.map((attribute) => ({ accountId, region, attribute, ...before })),
    ...byName.map((attribute) => ({ accountId, region, attribute, ...window })),
  ]);
  return {
    lookups,
    judge: (call) => {
      if (call.failed || !calls.includes(call.eventName ?? '')) return undefined;
      if (accessKeyId && issuedKey(call) === accessKeyId) return 'certain';
      const began = createdAt !== undefined && isAbout(call.eventTime, createdAt);
      return began && arn !== undefined && issuedSession(call) === arn ? 'likely' : undefined;
    },
  };
}

/** The copy of a call in the account of its caller. */
export function callersCopy(call: RecordedCall, place: Place, at: string): Question {
  const key = issuedKey(call);
  const attribute: LookupAttribute = { key: 'EventName', value: call.eventName ?? '' };
  return {
    lookups: [{ ...place, attribute, ...around(call.eventTime ?? at) }],
    judge: (copy) => {
      if (call.sharedEventId && copy.sharedEventId === call.sharedEventId) return 'certain';
      return key !== undefined && issuedKey(copy) === key ? 'certain' : undefined;
    },
  };
}

/** The record of the making of a user's key: IAM's, in the partition's one Region. */
export function whoMadeKey(
  accountId: string,
  key: string,
  { region, at }: { readonly region: string; readonly at: string },
): Question {
  const place = { accountId, region: globalRegionOf(partitionOf(region)) };
  const ever = { from: plus(at, -90 * DAY), to: plus(at, SECOND) };
  return {
    lookups: [
      { ...place, attribute: { key: 'ResourceName', value: key }, ...ever },
      { ...place, attribute: { key: 'EventName', value: 'CreateAccessKey' }, ...ever },
    ],
    judge: ({ eventName, response }) =>
      eventName === 'CreateAccessKey' && text(field(response, 'accessKey', 'accessKeyId')) === key
        ? 'certain'
        : undefined,
  };
}

const isAbout = (one: string | undefined, other: string): boolean =>
  one !== undefined && Math.abs(Date.parse(one) - Date.parse(other)) <= SAME_MOMENT;
