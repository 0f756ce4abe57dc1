import type { Objects } from '../../../shared/aws/read-objects';
import type { TrailName } from '../../../shared/watch/digests/chain';
import type { ChainReport, JudgedDigest } from '../../../shared/watch/digests/report';
import { shareEvents } from '../../../shared/watch/digests/share-events';
import { signatureChecker } from './check-signature';
import { findChains } from './find-chains';
import { inParallel } from './in-parallel';
import type { Range } from './range';
import { walkChain } from './walk-chain';

export interface Verification {
  readonly objects: Objects;
  readonly trail: TrailName;
  readonly range: Range;
  readonly prefix?: string;
  readonly account?: string;
  readonly region?: string;
  /** The public keys of a Region in the range, or around a time; each Region signs with its own. */
  readonly keysOf: (region: string, around?: Date) => Promise<ReadonlyMap<string, Uint8Array>>;
  readonly everyLog: boolean;
  readonly progress: (digest: JudgedDigest) => void;
}

const CHAINS = 4;
const OBJECTS = 8;

/** Every chain of the trail, a few at a time. */
export async function verifyTrail(of: Verification): Promise<readonly ChainReport[]> {
  const { objects, range, everyLog, progress, keysOf } = of;
  const chains = await findChains(objects, of);
  const keys = await keysByRegion(of, [...new Set(chains.map(({ region }) => region))]);
  const reports = await inParallel(chains, CHAINS, (chain) => {
    const check = signatureChecker(keys.get(chain.region) ?? new Map());
    const checkAround = remembered(async (at) => signatureChecker(await keysOf(chain.region, at)));
    const walk = { objects, chain, range, check, checkAround, everyLog, progress };
    return walkChain({ ...walk, parallel: OBJECTS });
  });
  return shareEvents(reports.filter((report) => report !== undefined));
}

/** CloudTrail makes many backfill digests at a time, and each would be a call. */
function remembered<T>(ask: (at: Date) => Promise<T>): (at: Date) => Promise<T> {
  const answers = new Map<number, Promise<T>>();
  return (at) => {
    const answer = answers.get(at.getTime()) ?? ask(at);
    answers.set(at.getTime(), answer);
    return answer;
  };
}

async function keysByRegion({ keysOf }: Verification, regions: readonly string[]) {
  const keys = await inParallel(regions, CHAINS, (region) => keysOf(region));
  return new Map(regions.map((region, at) => [region, keys[at] ?? new Map()]));
}
