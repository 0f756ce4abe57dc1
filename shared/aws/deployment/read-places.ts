import { GetRoleCommand, IAMClient } from '@aws-sdk/client-iam';
import { globalRegionOf } from '../../domain/global-region';
import type { Observation } from '../../domain/observation';
import type { Obstacle } from '../../domain/obstacle';
import type { Place } from '../../domain/place';
import type { Seen } from '../../domain/seen';
import type { Subject } from '../../domain/subject';
import { partitionOf } from '../../domain/trail';
import { classify, hasCode } from '../classify';
import { type Credentials, clientConfig } from '../connection';
import { cloudTrailClients } from '../member-access';
import { listTrails, listTrailsFromElsewhere, observeTrail } from '../observe-trail';
import { seen } from './read-organization-level';

/** The trails of an account and Region before anything of ours is there. */
export interface SeenPlace extends Place {
  /** Its own, and those that reach into it from elsewhere. */
  readonly trails: readonly Observation<'trail'>[];
  /** Why they could not be listed. */
  readonly missed?: Obstacle;
}

export interface PlaceReader {
  /** Never rejects. */
  readonly place: (place: Place) => Promise<SeenPlace>;
  /** Which of these roles are there. */
  readonly roles: (accountId: string, names: readonly string[]) => Promise<Seen<readonly string[]>>;
}

interface Access {
  /** The home Region. */
  readonly region: string;
  readonly credentials: (accountId: string) => Promise<Credentials>;
  readonly endpoint?: string;
  readonly now: () => Date;
}

/** A trail is read once, however many accounts it reaches into. */
export function placeReader({ region, credentials, endpoint, now }: Access): PlaceReader {
  const at = endpoint ? { endpoint } : {};
  const { client } = cloudTrailClients(credentials, at);
  const known = new Map<string, Promise<Observation<'trail'>>>();
  const observed = (trail: Subject<'trail'>) => {
    const one =
      known.get(trail.id) ??
      observeTrail(trail, SELECTORS, client(trail.accountId, trail.region), now);
    known.set(trail.id, one);
    return one;
  };
  return {
    place: async (place) => {
      try {
        const here = client(place.accountId, place.region);
        const own = await listTrails(here, place);
        const trails = [...own, ...(await listTrailsFromElsewhere(here, place))];
        return { ...place, trails: await Promise.all(trails.map(observed)) };
      } catch (error) {
        const missed = classify(error, 'cloudtrail:DescribeTrails');
        return { ...place, trails: [], missed };
      }
    },
    roles: (accountId, names) =>
      seen('iam:GetRole', rolesThere({ ...at, region, accountId, credentials }, names)),
  };
}

const SELECTORS = new Set(['selectors'] as const);

async function rolesThere(
  {
    accountId,
    ...access
  }: Pick<Access, 'region' | 'credentials' | 'endpoint'> & { readonly accountId: string },
  names: readonly string[],
): Promise<readonly string[]> {
  const { credentials, endpoint } = access;
  const region = globalRegionOf(partitionOf(access.region));
  const client = new IAMClient({
    ...clientConfig({ region, ...(endpoint && { endpoint }) }),
    credentials: () => credentials(accountId),
  });
  const there = await Promise.all(
    names.map(async (RoleName) => {
      try {
        await client.send(new GetRoleCommand({ RoleName }));
        return [RoleName];
      } catch (error) {
        if (hasCode(error, 'NoSuchEntityException')) return [];
        throw error;
      }
    }),
  );
  client.destroy();
  return there.flat();
}
