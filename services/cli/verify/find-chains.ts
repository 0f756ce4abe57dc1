import type { Objects } from '../../../shared/aws/read-objects';
import type { Chain, TrailName } from '../../../shared/watch/digests/chain';
import { inParallel } from './in-parallel';

interface Search {
  readonly trail: TrailName;
  readonly prefix?: string;
  readonly account?: string;
  readonly region?: string;
}

/**
 * Where the trail may have digests: below its own account, and for an organization trail below every
 * account of `AWSLogs/o-…/`. Whether there are any of this trail is seen when they are listed.
 */
export async function findChains(objects: Objects, search: Search): Promise<readonly Chain[]> {
  const roots = await accountRoots(objects, search);
  const found = await inParallel(roots, 8, async ({ account, root }) => {
    const regions = search.region
      ? [search.region]
      : await objects.folders(`${root}/CloudTrail-Digest/`);
    return regions.map((region) => ({ account, region, root, trail: search.trail }));
  });
  return found.flat();
}

interface AccountRoot {
  readonly account: string;
  readonly root: string;
}

async function accountRoots(
  objects: Objects,
  { trail, prefix, account: only }: Search,
): Promise<readonly AccountRoot[]> {
  const base = prefix ? `${prefix.replace(/\/+$/, '')}/AWSLogs` : 'AWSLogs';
  const organizations = (await objects.folders(`${base}/`)).filter((name) => /^o-/.test(name));
  const members = await inParallel(organizations, 4, async (organization) =>
    (await objects.folders(`${base}/${organization}/`))
      .filter((name) => /^\d{12}$/.test(name))
      .map((account) => ({ account, root: `${base}/${organization}/${account}` })),
  );
  const own = { account: trail.accountId, root: `${base}/${trail.accountId}` };
  return [own, ...members.flat()].filter(({ account }) => !only || account === only);
}
