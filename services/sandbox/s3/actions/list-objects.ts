import type { Action, Call, Output, RestBinding, World } from '../../core/service';
import { bucketOfCall, expectedOwner, onBucket } from '../bucket-of-call';
import { findVersion } from '../objects/store-object';
import { refuse } from '../refusals';
import type { Bucket, ObjectVersion } from '../state';

const listing = { ...onBucket, permission: 's3:ListBucket', record: null };

const binding = {
  method: 'GET',
  path: '/{Bucket}',
  headers: expectedOwner,
  answer: { root: 'ListBucketResult' },
} as const satisfies RestBinding;

/** The query of both versions. */
const query = {
  prefix: 'Prefix',
  delimiter: 'Delimiter',
  'max-keys': 'MaxKeys',
  'encoding-type': 'EncodingType',
};

/** The first version of the listing, which the AWS CLI still asks for; `NextMarker` only with a delimiter [D]. */
export const listObjects: Action = {
  ...listing,
  rest: { ...binding, query: { ...query, marker: 'Marker' } },
  handle: (call, world) => {
    const { Delimiter, Marker = '' } = call.input;
    return listed(call, world, { StartAfter: Marker }, (page, written) => {
      const last = [...page.keys, ...page.commonPrefixes].sort().at(-1) ?? '';
      const goesOn = page.next !== undefined && Delimiter !== undefined;
      return { Marker: written(String(Marker)), NextMarker: goesOn ? written(last) : undefined };
    });
  },
};

export const listObjectsV2: Action = {
  ...listing,
  rest: {
    ...binding,
    select: ['list-type'],
    query: {
      ...query,
      'continuation-token': 'ContinuationToken',
      'start-after': 'StartAfter',
      'fetch-owner': 'FetchOwner',
    },
  },
  handle: (call, world) => {
    const { ContinuationToken, StartAfter } = call.input;
    return listed(call, world, {}, ({ keys, commonPrefixes, next }) => ({
      StartAfter,
      ContinuationToken,
      KeyCount: keys.length + commonPrefixes.length,
      NextContinuationToken: next,
    }));
  },
};

/** One page holds everything; `delimiter` and paging are refused as unknown. */
export const listObjectVersions: Action = {
  ...onBucket,
  permission: 's3:ListBucketVersions',
  record: null,
  rest: {
    ...binding,
    select: ['versions'],
    query: { prefix: 'Prefix', 'encoding-type': 'EncodingType' },
    answer: { root: 'ListVersionsResult' },
  },
  handle: (call, world) => {
    const bucket = bucketOfCall(call, world);
    const { Prefix = '', EncodingType } = call.input;
    const written = keyEncoding(EncodingType);
    const versions = [...bucket.objects.keys()]
      .filter((key) => key.startsWith(String(Prefix)))
      .sort()
      .flatMap((key) => [...(bucket.objects.get(key) ?? [])].reverse());
    return {
      Name: bucket.name,
      Prefix: written(String(Prefix)),
      EncodingType,
      MaxKeys: 1000,
      IsTruncated: false,
      Version: versions
        .filter(({ content }) => content !== undefined)
        .map((version) => ({
          ...common(bucket, version, written),
          ETag: version.content?.etag,
          Size: version.content?.body.length,
          StorageClass: 'STANDARD',
        })),
      DeleteMarker: versions
        .filter(({ content }) => content === undefined)
        .map((version) => common(bucket, version, written)),
    };
  },
};

/** What both versions answer of a page, and what is the own of one. */
function listed(
  call: Call,
  world: World,
  place: { readonly StartAfter?: unknown },
  own: (page: KeyPage, written: (key: string) => string) => Output,
): Output {
  const bucket = bucketOfCall(call, world);
  const { Prefix = '', Delimiter, EncodingType } = call.input;
  const written = keyEncoding(EncodingType);
  const current = (key: string) => findVersion(bucket, key)?.content;
  const keys = [...bucket.objects.keys()].filter((key) => current(key) !== undefined);
  const page = listKeys(keys, { ...call.input, ...place });
  return {
    Name: bucket.name,
    Prefix: written(String(Prefix)),
    EncodingType,
    Delimiter,
    MaxKeys: page.maxKeys,
    IsTruncated: page.next !== undefined,
    ...own(page, written),
    Contents: page.keys.map((key) => ({
      Key: written(key),
      LastModified: findVersion(bucket, key)?.lastModified,
      ETag: current(key)?.etag,
      Size: current(key)?.body.length,
      StorageClass: 'STANDARD',
    })),
    CommonPrefixes: page.commonPrefixes.map((prefix) => ({ Prefix: written(prefix) })),
  };
}

function common(bucket: Bucket, version: ObjectVersion, written: (key: string) => string) {
  return {
    Key: written(version.key),
    VersionId: version.versionId,
    IsLatest: findVersion(bucket, version.key) === version,
    LastModified: version.lastModified,
  };
}

interface KeyPage {
  readonly keys: readonly string[];
  readonly commonPrefixes: readonly string[];
  readonly maxKeys: number;
  /** Continuation token; undefined on the last page. */
  readonly next: string | undefined;
}

/** One page of keys in UTF-8 order, those with a delimiter after the prefix rolled up [D API_ListObjectsV2]. */
function listKeys(all: readonly string[], input: Readonly<Record<string, unknown>>): KeyPage {
  const { Prefix = '', Delimiter, MaxKeys = '1000', ContinuationToken, StartAfter = '' } = input;
  if (!/^\d+$/.test(String(MaxKeys)))
    throw refuse.invalidArgument('Provided max-keys not an integer');
  const maxKeys = Math.min(Number(MaxKeys), 1000);
  const after =
    typeof ContinuationToken === 'string' ? keyOf(ContinuationToken) : String(StartAfter);
  const rolled = all
    .filter((key) => key.startsWith(String(Prefix)))
    .map((key) => rollUp(key, String(Prefix), Delimiter));
  const entries = [...new Set(rolled)]
    .filter((entry) => entry > after)
    .sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
  const page = entries.slice(0, maxKeys);
  const isPrefix = (entry: string) => entry !== Prefix && isRolled(entry, Delimiter, all);
  return {
    keys: page.filter((entry) => !isPrefix(entry)),
    commonPrefixes: page.filter(isPrefix),
    maxKeys,
    next: entries.length > page.length ? tokenOf(page.at(-1) ?? '') : undefined,
  };
}

function rollUp(key: string, prefix: string, delimiter: unknown): string {
  if (typeof delimiter !== 'string' || delimiter === '') return key;
  const at = key.indexOf(delimiter, prefix.length);
  return at < 0 ? key : key.slice(0, at + delimiter.length);
}

function isRolled(entry: string, delimiter: unknown, all: readonly string[]): boolean {
  if (typeof delimiter !== 'string' || !entry.endsWith(delimiter)) return false;
  return all.some((key) => key.startsWith(entry));
}

const tokenOf = (key: string): string => Buffer.from(key).toString('base64url');
const keyOf = (token: string): string => Buffer.from(token, 'base64url').toString('utf8');

/** Keys as `encoding-type=url` wants them, for characters XML 1.0 cannot say; as they are without it. */
function keyEncoding(type: unknown): (key: string) => string {
  if (type !== 'url') return (key) => key;
  return (key) => key.split('/').map(encodeURIComponent).join('/');
}
