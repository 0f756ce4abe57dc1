/** The digests of one trail for one account and Region: each chain is verified by itself. */
export interface Chain {
  readonly account: string;
  readonly region: string;
  /** The path up to and with the account: `prefix/AWSLogs/o-example/111122223333`. */
  readonly root: string;
  readonly trail: TrailName;
}

export interface TrailName {
  readonly name: string;
  readonly homeRegion: string;
  /** The owner's account; for an organization trail, the management account. */
  readonly accountId: string;
}

/** Undefined for a text that is no trail's ARN. */
export function trailNameOf(arn: string): TrailName | undefined {
  const [, homeRegion, accountId, name] =
    /^arn:[\w-]+:cloudtrail:([\w-]+):(\d{12}):trail\/([\w.-]+)$/.exec(arn) ?? [];
  return homeRegion && accountId && name ? { name, homeRegion, accountId } : undefined;
}

export const digestFolder = ({ root, region }: Chain): string =>
  `${root}/CloudTrail-Digest/${region}/`;

export const logFolder = ({ root, region }: Chain): string => `${root}/CloudTrail/${region}/`;

/** A key that sorts before every digest that ends at this time or later. */
export const digestKeyAt = (chain: Chain, at: Date): string =>
  `${digestFolder(chain)}${day(at)}/${nameOfDigest(chain)}${compact(at)}`;

/** A key that sorts before every log file written in this minute or later. */
export const logKeyAt = (chain: Chain, at: Date): string =>
  `${logFolder(chain)}${day(at)}/${chain.account}_CloudTrail_${chain.region}_${compact(at).slice(0, 13)}`;

type DigestKey =
  | { readonly kind: 'digest'; readonly end: Date }
  /** A backfill digest, made afterwards, in a chain of its own. */
  | { readonly kind: 'backfill'; readonly end: Date };

/** Undefined for the keys of other trails, and for names that are no digest's. */
export function readDigestKey(chain: Chain, key: string): DigestKey | undefined {
  const [file = ''] = key.split('/').slice(-1);
  if (!key.startsWith(digestFolder(chain)) || !file.startsWith(nameOfDigest(chain))) {
    return undefined;
  }
  const [, stamp, backfill] =
    /^(\d{8}T\d{6}Z)(_backfill)?\.json\.gz$/.exec(file.slice(nameOfDigest(chain).length)) ?? [];
  const end = stamp === undefined ? undefined : timeOf(stamp);
  return end && { kind: backfill ? 'backfill' : 'digest', end };
}

/** The minute in a log file's name; undefined when it has none. */
export function logTime(key: string): Date | undefined {
  const [, stamp] = /_(\d{8}T\d{4})Z_[^/]+$/.exec(key) ?? [];
  return stamp === undefined ? undefined : timeOf(`${stamp}00Z`);
}

const nameOfDigest = ({ account, region, trail }: Chain): string =>
  `${account}_CloudTrail-Digest_${region}_${trail.name}_${trail.homeRegion}_`;

const day = (at: Date): string => at.toISOString().slice(0, 10).replaceAll('-', '/');
const compact = (at: Date): string =>
  at.toISOString().slice(0, 19).replace(/[-:]/g, '').concat('Z');

function timeOf(stamp: string): Date | undefined {
  const at = new Date(
    stamp.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z'),
  );
  return Number.isNaN(at.getTime()) ? undefined : at;
}
