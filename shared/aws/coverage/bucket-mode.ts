import { DescribeAccountCommand, OrganizationsClient } from '@aws-sdk/client-organizations';
import type { BucketGuard } from '../../domain/bucket';
import { type Connection, ofOrganizations, Recent } from '../connection';
import type { GuardOf } from '../dependencies/observe-bucket';

/** Which buckets are guarded, and in which units otherwise: `ou-a1b2-c3d4e5f6=all`. */
export interface BucketModes {
  readonly bucketGuard?: BucketGuard;
  readonly bucketUnits?: readonly string[];
}

/**
 * Which buckets of an account are guarded: what the nearest unit above it says, else BucketGuard. Organizations tells the
 * units, so no event and no tag of the account decides it. It is asked only where a unit has a mode of its own.
 */
export function openBucketMode(
  { bucketGuard = 'none', bucketUnits = [] }: BucketModes,
  now: () => Date,
  connection: Connection = {},
): GuardOf {
  const modes = new Map(bucketUnits.map((unit) => modeIn(unit, bucketGuard)));
  if ([...modes.values()].every((mode) => mode === bucketGuard)) return async () => bucketGuard;
  const client = new OrganizationsClient(ofOrganizations(connection));
  const known = new Recent<Kept>(10_000);
  const read = async (AccountId: string): Promise<BucketGuard> => {
    const { Account } = await client.send(new DescribeAccountCommand({ AccountId }));
    const [path] = Account?.Paths ?? [];
    if (!path) throw new Error(`Organizations does not say in which unit account ${AccountId} is.`);
    const nearest = path.split('/').findLast((unit) => modes.has(unit));
    return modes.get(nearest ?? '') ?? bucketGuard;
  };
  return (accountId) => {
    const kept = known.get(accountId);
    if (kept && kept.until > now().getTime()) return kept.mode;
    const mode = read(accountId);
    known.set(accountId, { mode, until: now().getTime() + KEPT_MS });
    mode.catch(() => known.delete(accountId));
    return mode;
  };
}

interface Kept {
  readonly mode: Promise<BucketGuard>;
  readonly until: number;
}

/** For so long an account that was moved is guarded as before. */
const KEPT_MS = 10 * 60_000;

function modeIn(unit: string, otherwise: BucketGuard): [string, BucketGuard] {
  const [id = '', mode] = unit.split('=');
  return [id, mode === 'tagged' || mode === 'all' ? mode : otherwise];
}
