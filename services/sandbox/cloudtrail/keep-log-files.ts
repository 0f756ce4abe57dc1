import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { onClose } from '../core/on-close';
import type { Place } from '../core/place';
import type { World } from '../core/service';
import { organizationIdOf } from '../organizations/membership';
import { storeObject } from '../s3/objects/store-object';
import { obstaclesOf } from './obstacles';
import type { CloudTrailRecord, Trail } from './state';

/** Log files come about every five minutes, digests every hour of logging. */
const FILE_EVERY_MS = 5 * 60_000;
const HOUR_MS = 3_600_000;

/** What one trail writes of one account and Region. */
interface Chain extends Place {
  readonly trail: Trail;
  records: CloudTrailRecord[];
  /** Written since the last digest. */
  files: LogFile[];
  /** When the next digest begins; absent while none is due: the trail rests, or validates nothing. */
  digestFrom: number | undefined;
  previous: Previous | undefined;
}

type LogFile = Readonly<Record<string, string>>;

interface Previous {
  readonly bucket: string;
  readonly key: string;
  readonly hash: string;
  readonly signature: string;
}

const chains = new WeakMap<World, Map<string, Chain>>();

/** A trail covered the call: it is in the next file, if files are kept. */
export function noteForFiles(
  world: World,
  of: { readonly record: CloudTrailRecord; readonly accountId: string; readonly region: string },
  trail: Trail,
): void {
  const known = chains.get(world);
  if (known) chainOf(known, trail, of).records.push(of.record);
}

/**
 * From now on trails write log files into their buckets, and digests, signed with a key that ListPublicKeys tells.
 * [D] cloudtrail-log-file-validation-digest-file-structure
 */
export function keepLogFiles(world: World): void {
  const known = new Map<string, Chain>();
  chains.set(world, known);
  const signer = createSigner(world);
  let waiting = world.clock.after(FILE_EVERY_MS, tick);
  onClose(world, () => waiting.cancel());

  function tick(): void {
    waiting = world.clock.after(FILE_EVERY_MS, tick);
    for (const trail of [...world.cloudtrail.trails.values()].flat()) {
      for (const place of placesOf(world, trail)) writeOne(chainOf(known, trail, place));
    }
  }

  function writeOne(chain: Chain): void {
    const { trail } = chain;
    const { bucket, key } = obstaclesOf(world, trail);
    if (bucket || key || world.cloudtrail.deliveryFaults.hold) return; // tried again next time
    writeLogFile(world, chain);
    const now = world.now().getTime();
    const { isLogging, startLoggingTime, stopLoggingTime } = trail.logging;
    if (!trail.settings.logFileValidationEnabled) chain.digestFrom = undefined;
    else if (isLogging) {
      chain.digestFrom ??= Math.max(startLoggingTime?.getTime() ?? now, now - FILE_EVERY_MS);
      for (; now - chain.digestFrom >= HOUR_MS; chain.digestFrom += HOUR_MS) {
        writeDigest(world, chain, { to: chain.digestFrom + HOUR_MS, signer });
      }
      return;
    } else if (chain.digestFrom !== undefined) {
      writeDigest(world, chain, { to: stopLoggingTime?.getTime() ?? now, signer });
    }
    Object.assign(chain, { digestFrom: undefined, previous: undefined, files: [] });
  }
}

function chainOf(known: Map<string, Chain>, trail: Trail, { accountId, region }: Place): Chain {
  const id = `${trail.arn} ${accountId} ${region}`;
  const found = known.get(id);
  if (found?.trail === trail) return found;
  const none = { records: [], files: [], digestFrom: undefined, previous: undefined };
  const made: Chain = { trail, accountId, region, ...none };
  known.set(id, made);
  return made;
}

function placesOf(world: World, { accountId, homeRegion, settings }: Trail) {
  const accounts = settings.isOrganizationTrail
    ? [...world.organization.accounts.keys()]
    : [accountId];
  const regions = settings.isMultiRegionTrail ? world.regions : [homeRegion];
  return accounts.flatMap((account) => regions.map((region) => ({ accountId: account, region })));
}

function writeLogFile(world: World, chain: Chain): void {
  const { accountId, region } = chain;
  const records = chain.records.splice(0);
  if (records.length === 0) return;
  const at = world.now();
  const contents = JSON.stringify({ Records: records });
  const name = `${accountId}_CloudTrail_${region}_${stamp(at).slice(0, 13)}Z_${randomBytes(8).toString('hex')}.json.gz`;
  const key = `${rootOf(world, chain)}/CloudTrail/${region}/${day(at)}/${name}`;
  store(world, chain, { key, contents });
  const times = records.map(({ eventTime }) => eventTime).sort();
  chain.files.push({
    s3Bucket: chain.trail.settings.s3BucketName,
    s3Object: key,
    hashValue: sha256(contents),
    hashAlgorithm: 'SHA-256',
    newestEventTime: times.at(-1) ?? '',
    oldestEventTime: times[0] ?? '',
  });
}

interface Due {
  readonly to: number;
  readonly signer: Signer;
}

function writeDigest(world: World, chain: Chain, { to, signer }: Due): void {
  const { accountId, region, trail, previous } = chain;
  const end = new Date(to);
  const bucket = trail.settings.s3BucketName;
  const name = `${accountId}_CloudTrail-Digest_${region}_${trail.name}_${trail.homeRegion}_${stamp(end)}.json.gz`;
  const key = `${rootOf(world, chain)}/CloudTrail-Digest/${region}/${day(end)}/${name}`;
  const logFiles = chain.files.splice(0);
  const contents = JSON.stringify({
    awsAccountId: accountId,
    digestStartTime: seconds(new Date(chain.digestFrom ?? to)),
    digestEndTime: seconds(end),
    digestS3Bucket: bucket,
    digestS3Object: key,
    digestPublicKeyFingerprint: signer.fingerprint,
    digestSignatureAlgorithm: 'SHA256withRSA',
    newestEventTime: logFiles.at(-1)?.newestEventTime ?? null,
    oldestEventTime: logFiles[0]?.oldestEventTime ?? null,
    previousDigestS3Bucket: previous?.bucket ?? null,
    previousDigestS3Object: previous?.key ?? null,
    previousDigestHashValue: previous?.hash ?? null,
    previousDigestHashAlgorithm: previous ? 'SHA-256' : null,
    previousDigestSignature: previous?.signature ?? null,
    logFiles,
  });
  const hash = sha256(contents);
  const signature = signer.sign(
    [seconds(end), `${bucket}/${key}`, hash, previous?.signature ?? 'null'].join('\n'),
  );
  store(world, chain, { key, contents, signature });
  chain.previous = { bucket, key, hash, signature };
}

interface Written {
  readonly key: string;
  readonly contents: string;
  readonly signature?: string;
}

function store(world: World, { trail }: Chain, { key, contents, signature }: Written): void {
  const bucket = world.s3.buckets.get(trail.settings.s3BucketName);
  if (bucket === undefined) return;
  storeObject(bucket, {
    key,
    body: gzipSync(contents),
    contentType: 'application/json',
    at: world.now(),
    headers: {
      'content-encoding': 'gzip',
      ...(signature && {
        'x-amz-meta-signature': signature,
        'x-amz-meta-signature-algorithm': 'SHA256withRSA',
      }),
    },
  });
}

function rootOf(world: World, { trail, accountId }: Chain): string {
  const { s3KeyPrefix, isOrganizationTrail } = trail.settings;
  const organization = isOrganizationTrail ? organizationIdOf(world, trail.accountId) : undefined;
  return [s3KeyPrefix, 'AWSLogs', organization, accountId].filter(Boolean).join('/');
}

interface Signer {
  readonly fingerprint: string;
  readonly sign: (text: string) => string;
}

/** One key for every Region here. */
function createSigner(world: World): Signer {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const value = publicKey.export({ type: 'pkcs1', format: 'der' });
  const fingerprint = createHash('md5').update(value).digest('hex');
  const now = world.now().getTime();
  for (const region of world.regions) {
    const validFrom = new Date(now - 24 * HOUR_MS);
    const validTo = new Date(now + 365 * 24 * HOUR_MS);
    world.cloudtrail.publicKeys.push({ region, fingerprint, value, validFrom, validTo });
  }
  return {
    fingerprint,
    sign: (text) => sign('sha256', Buffer.from(text), privateKey).toString('hex'),
  };
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
const seconds = (at: Date): string => `${at.toISOString().slice(0, 19)}Z`;
const stamp = (at: Date): string => seconds(at).replace(/[-:]/g, '');
const day = (at: Date): string => at.toISOString().slice(0, 10).replaceAll('-', '/');
