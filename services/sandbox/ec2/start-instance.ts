import type { Place } from '../core/place';
import type { World } from '../core/service';
import { profileForRole } from './profiles';
import { type NewInstance, runInstance } from './run-instance';
import type { Instance } from './state';

type Wanted = Place &
  Omit<NewInstance, 'tags'> & {
    readonly tags?: Readonly<Record<string, string>>;
    /** A role of the account that it gets through a profile of the same name. */
    readonly roleName?: string;
  };

/** As RunInstances, without a call. */
export function startInstance(world: World, { tags = {}, roleName, ...wanted }: Wanted): Instance {
  const profile =
    roleName === undefined ? undefined : profileForRole(world, wanted.accountId, roleName);
  return runInstance(world, {
    ...wanted,
    ...(profile && { profileArn: profile.arn }),
    tags: new Map(Object.entries(tags)),
  });
}
