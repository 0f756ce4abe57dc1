import { createPublicKey, type KeyObject, verify } from 'node:crypto';
import type { Objects } from '../../../shared/aws/read-objects';
import { kept } from '../../../shared/domain/kept';
import type { Chain, TrailName } from '../../../shared/watch/digests/chain';
import type { Digest } from '../../../shared/watch/digests/digest';
import type { SignatureCheck } from '../../../shared/watch/digests/judge-digest';
import type { ChainReport, JudgedDigest } from '../../../shared/watch/digests/report';
import { shareEvents } from '../../../shared/watch/digests/share-events';
import { stringToSign } from '../../../shared/watch/digests/string-to-sign';
import { inParallel } from './in-parallel';
import type { Range } from './walk';
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
  return (at) => kept(answers, at.getTime(), () => ask(at));
}

async function keysByRegion({ keysOf }: Verification, regions: readonly string[]) {
  const keys = await inParallel(regions, CHAINS, (region) => keysOf(region));
  return new Map(regions.map((region, at) => [region, keys[at] ?? new Map()]));
}

/** SHA-256 with RSA, PKCS #1 v1.5, keys by fingerprint as PKCS #1 DER [D cloudtrail-log-file-custom-validation]. */
function signatureChecker(keys: ReadonlyMap<string, Uint8Array>) {
  const read = new Map<string, KeyObject>();
  const keyOf = (fingerprint: string): KeyObject | undefined => {
    const value = keys.get(fingerprint);
    const known = read.get(fingerprint);
    if (known || !value) return known;
    const key = createPublicKey({ key: Buffer.from(value), format: 'der', type: 'pkcs1' });
    read.set(fingerprint, key);
    return key;
  };
  return (digest: Digest, hash: string, signature: string): SignatureCheck => {
    const key = keyOf(digest.digestPublicKeyFingerprint);
    if (!key) return 'unknown-key';
    const signed = Buffer.from(stringToSign(digest, hash));
    return verify('sha256', signed, key, Buffer.from(signature, 'hex')) ? 'genuine' : 'forged';
  };
}

type Search = Pick<Verification, 'trail' | 'prefix' | 'account' | 'region'>;

/**
 * Where the trail may have digests: below its own account, and for an organization trail below every
 * account of `AWSLogs/o-…/`. Whether there are any of this trail is seen when they are listed.
 */
async function findChains(objects: Objects, search: Search): Promise<readonly Chain[]> {
  const roots = await accountRoots(objects, search);
  const found = await inParallel(roots, 8, async ({ account, root }) => {
    const regions = search.region
      ? [search.region]
      : await objects.folders(`${root}/CloudTrail-Digest/`);
    return regions.map((region) => ({ account, region, root, trail: search.trail }));
  });
  return found.flat();
}

async function accountRoots(
  objects: Objects,
  { trail, prefix, account: only }: Search,
): Promise<readonly Pick<Chain, 'account' | 'root'>[]> {
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
