import { globalRegionOf } from '../domain/global-region';
import type { Place } from '../domain/place';
import type { Subject } from '../domain/subject';

/** The account and Region where we run, and the organization. */
interface Deployment {
  readonly partition: string;
  readonly homeRegion: string;
  readonly securityAccountId: string;
  readonly logArchiveAccountId?: string;
  readonly governedRegions: readonly string[];
  readonly buckets: readonly string[];
  readonly keys: readonly string[];
  readonly logGroup?: string;
  readonly topics: readonly string[];
  /** Names of the roles with which trails write to their log groups; the same in every account. */
  readonly trailLogsRoles?: readonly string[];
}

/**
 * Our own parts in an account and Region, by the names that the templates give them. IAM is recorded
 * in the partition's global Region wherever home is, so there every role of the account is listed;
 * a role's own Region is the one whose stack makes it.
 */
export function wardenParts(place: Place, what: Deployment): readonly Subject<'warden'>[] {
  const isGoverned = governed(what).includes(place.region);
  return [
    ...(isGoverned ? forwarding(place, what) : []),
    ...(isCentral(place, what) ? central(place, what) : []),
    ...rolesSeenFrom(place, what),
  ];
}

/** Home is always governed: the templates make it the first Region. */
const governed = ({ governedRegions, homeRegion }: Deployment): readonly string[] => [
  ...new Set([homeRegion, ...governedRegions]),
];

const isCentral = ({ accountId, region }: Place, what: Deployment): boolean =>
  accountId === what.securityAccountId && region === what.homeRegion;

const forwarding = (place: Place, what: Deployment): readonly Subject<'warden'>[] => [
  ...rulesIn(place, what).map((name) => part(place, what, `events:*:rule/${name}`)),
  part(place, what, 'sqs:*:trailwarden-undelivered'),
];

/** The rules that report trails and our own parts: without one of them a place may be struck unheard. */
export const TRAIL_RULES: readonly string[] = [
  'trailwarden-forward',
  'trailwarden-forward-warden',
  'trailwarden-forward-watch',
];

/** The member template makes a rule only where the calls that it reports can happen. */
function rulesIn({ accountId, region }: Place, what: Deployment): readonly string[] {
  const isGlobal = region === globalRegionOf(what.partition);
  const hasBuckets = accountId === what.logArchiveAccountId && what.buckets.length > 0;
  return [
    ...TRAIL_RULES,
    ...(hasBuckets ? ['trailwarden-forward-bucket'] : []),
    ...(what.keys.length > 0 ? ['trailwarden-forward-key'] : []),
    ...(what.logGroup ? ['trailwarden-forward-log-group'] : []),
    ...(what.topics.length > 0 ? ['trailwarden-forward-topic'] : []),
    ...(isGlobal ? ['trailwarden-forward-organization', 'trailwarden-forward-role'] : []),
    'trailwarden-forward-adjacent',
  ];
}

const central = (place: Place, what: Deployment): readonly Subject<'warden'>[] =>
  [
    'events:*:event-bus/trailwarden',
    'events:*:rule/trailwarden/trailwarden-signals',
    'events:*:rule/trailwarden/trailwarden-attempts',
    'events:*:rule/trailwarden/trailwarden-ticks',
    'sqs:*:trailwarden-signals',
    'sqs:*:trailwarden-signals-dead-letters',
    'sqs:*:trailwarden-attempts',
    'sqs:*:trailwarden-ticks',
  ].map((resource) => part(place, what, resource));

function rolesSeenFrom(place: Place, what: Deployment): readonly Subject<'warden'>[] {
  const isGlobal = place.region === globalRegionOf(what.partition);
  const regions = governed(what).filter((region) => isGlobal || region === place.region);
  return regions.flatMap((region) => rolesMadeIn({ ...place, region }, what));
}

function rolesMadeIn(place: Place, what: Deployment): readonly Subject<'warden'>[] {
  const { accountId, region } = place;
  const names = [
    `trailwarden-forwarder-${region}`,
    ...(region === what.homeRegion
      ? [
          'trailwarden-guard',
          'trailwarden-spare',
          'trailwarden-reader',
          ...(what.trailLogsRoles ?? []),
        ]
      : []),
    ...(isCentral(place, what) ? ['trailwarden-responder'] : []),
  ];
  const arn = (name: string) => `arn:${what.partition}:iam::${accountId}:role/${name}`;
  return names.map((name) => ({ kind: 'warden', accountId, region, id: arn(name) }));
}

/** The ARN of a queue in this place. */
const part = (place: Place, what: Deployment, resource: string): Subject<'warden'> => ({
  kind: 'warden',
  ...{ accountId: place.accountId, region: place.region },
  id: `arn:${what.partition}:${resource.replace('*', `${place.region}:${place.accountId}`)}`,
});
