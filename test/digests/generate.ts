import { createHash, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import type { Digest } from '../../shared/watch/digests/digest';
import { stringToSign } from '../../shared/watch/digests/string-to-sign';

export const account = '444455556666';
export const region = 'us-east-1';
export const trailArn = `arn:aws:cloudtrail:${region}:${account}:trail/main`;
export const began = new Date('2026-11-20T00:00:00Z');

export interface Stored {
  readonly body: Buffer;
  readonly metadata: Readonly<Record<string, string>>;
}

/** A bucket as CloudTrail would have filled it, to be damaged by a test. */
export interface Generated {
  readonly bucket: string;
  readonly objects: Map<string, Stored>;
  /** Oldest first. */
  readonly digests: readonly string[];
  /** The log files of each digest, in the same order. */
  readonly logs: readonly (readonly string[])[];
}

export interface Plan {
  readonly bucket: string;
  readonly hours?: number;
  /** Hours in which nothing was digested; the chain begins anew after them. */
  readonly off?: readonly number[];
  /** Whether the last log file before says StopLogging. */
  readonly told?: boolean;
  /** Whether log files were written meanwhile: only validation was off. */
  readonly logged?: boolean;
  /** `o-example`: below the organization, as an organization trail's. */
  readonly organization?: string;
  readonly account?: string;
  readonly region?: string;
}

let pair: { readonly publicKey: KeyObject; readonly privateKey: KeyObject } | undefined;
const keys = () => {
  pair ??= generateKeyPairSync('rsa', { modulusLength: 2048 });
  return pair;
};

export const fingerprint = '31e8b5433410dfb61a9dc45cc65b22ff';
export const publicKey = (): Buffer => keys().publicKey.export({ type: 'pkcs1', format: 'der' });

const HOUR = 3_600_000;
export const at = (hour: number): string =>
  new Date(began.getTime() + hour * HOUR).toISOString().replace('.000Z', 'Z');
const stamp = (time: string): string => time.replace(/[-:]/g, '');
const day = (time: string): string => time.slice(0, 10).replaceAll('-', '/');

/** Two log files an hour, and a digest for each hour. */
export function generate(plan: Plan): Generated {
  const { bucket, hours = 6, off = [] } = plan;
  const objects = new Map<string, Stored>();
  const digests: string[] = [];
  const logs: (readonly string[])[] = [];
  let previous: Previous | undefined;
  for (let hour = 0; hour < hours; hour += 1) {
    if (off.includes(hour)) {
      previous = undefined;
      if (plan.logged) writeLogs(objects, plan, hour);
      continue;
    }
    const written = writeLogs(objects, plan, hour);
    previous = writeDigest(objects, { plan, bucket, hour, written, previous });
    digests.push(previous.key);
    logs.push(written.map(({ s3Object }) => s3Object));
  }
  return { bucket, objects, digests, logs };
}

/** A digest made afterwards, of two more log files of each hour; signed three days later. */
export function backfill(
  { bucket, objects }: Generated,
  hours: readonly number[],
  as: Pick<Draft, 'fingerprint'> = {},
): { readonly digests: readonly string[]; readonly logs: readonly string[] } {
  const plan = { bucket };
  const digests: string[] = [];
  const logs: string[] = [];
  let previous: Previous | undefined;
  for (const hour of hours) {
    const written = writeLogs(objects, plan, hour, 'late');
    previous = writeDigest(objects, { plan, bucket, hour, written, previous, madeAt, ...as });
    digests.push(previous.key);
    logs.push(...written.map(({ s3Object }) => s3Object));
  }
  return { digests, logs };
}

export const madeAt = '2026-11-23T00:00:00Z';

function writeLogs(objects: Map<string, Stored>, plan: Plan, hour: number, mark = 'x') {
  return [20, 40].map((minute) => {
    const time = at(hour + minute / 60);
    const ends = plan.told === true && minute === 40 && (plan.off ?? []).includes(hour + 1);
    const eventName = ends ? 'StopLogging' : 'CreateUser';
    const contents = JSON.stringify({ Records: [{ eventTime: time, eventName }] });
    const { account: of, region: here } = place(plan);
    const s3Object = `${root(plan)}/CloudTrail/${here}/${day(time)}/${of}_CloudTrail_${here}_${stamp(time).slice(0, 13)}Z_${hour}${mark}${minute}.json.gz`;
    objects.set(s3Object, { body: gzipSync(contents), metadata: {} });
    return {
      s3Bucket: plan.bucket,
      s3Object,
      hashValue: sha256(contents),
      hashAlgorithm: 'SHA-256',
      newestEventTime: time,
      oldestEventTime: time,
    };
  });
}

interface Previous {
  readonly key: string;
  readonly hash: string;
  readonly signature: string;
}

interface Draft {
  readonly plan: Plan;
  readonly bucket: string;
  readonly hour: number;
  readonly written: ReturnType<typeof writeLogs>;
  readonly previous: Previous | undefined;
  /** When a backfill digest was made. */
  readonly madeAt?: string;
  readonly fingerprint?: string;
}

function writeDigest(
  objects: Map<string, Stored>,
  { plan, bucket, hour, written, previous, ...made }: Draft,
): Previous {
  const { account: awsAccountId, region: here } = place(plan);
  const end = at(hour + 1);
  const key = `${root(plan)}/CloudTrail-Digest/${here}/${day(end)}/${awsAccountId}_CloudTrail-Digest_${here}_main_${region}_${stamp(end)}${made.madeAt ? '_backfill' : ''}.json.gz`;
  const digest = {
    awsAccountId,
    digestStartTime: at(hour),
    digestEndTime: end,
    digestS3Bucket: bucket,
    digestS3Object: key,
    digestPublicKeyFingerprint: made.fingerprint ?? fingerprint,
    digestSignatureAlgorithm: 'SHA256withRSA',
    newestEventTime: end,
    oldestEventTime: at(hour),
    previousDigestS3Bucket: previous ? bucket : null,
    previousDigestS3Object: previous?.key ?? null,
    previousDigestHashValue: previous?.hash ?? null,
    previousDigestHashAlgorithm: previous ? 'SHA-256' : null,
    previousDigestSignature: previous?.signature ?? null,
    logFiles: written,
  };
  const contents = JSON.stringify(digest);
  const signature = signed(digest, contents);
  objects.set(key, {
    body: gzipSync(contents),
    metadata: {
      signature,
      'signature-algorithm': 'SHA256withRSA',
      ...(made.madeAt && { 'backfill-generation-timestamp': made.madeAt }),
    },
  });
  return { key, hash: sha256(contents), signature };
}

const signed = (digest: Digest, contents: string): string =>
  sign('sha256', Buffer.from(stringToSign(digest, sha256(contents))), keys().privateKey).toString(
    'hex',
  );

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

const place = (plan: Plan) => ({ account: plan.account ?? account, region: plan.region ?? region });

const root = (plan: Plan): string =>
  ['AWSLogs', plan.organization, place(plan).account].filter(Boolean).join('/');
