import { createHash, randomBytes } from 'node:crypto';
import { asText } from '../../core/input';
import { type Action, type Call, Refusal, type RestBinding, type World } from '../../core/service';
import { bucketOfCall, expectedOwner, onObject } from '../bucket-of-call';
import { elementOf, elementsOf, textOf } from '../configuration';
import { defaultRetention } from '../configurations/retention';
import { keptHeaders } from '../objects/kept-headers';
import { requireKey } from '../objects/require-key';
import { hasVersions, storeObject } from '../objects/store-object';
import { checkedSums, requireSum } from '../objects/sums';
import { refuse } from '../refusals';
import type { Bucket, Part, Upload } from '../state';

const path = '/{Bucket}/{Key+}';
const onUpload = {
  path,
  select: ['uploadId'],
  query: { uploadId: 'UploadId' },
  headers: expectedOwner,
} satisfies Partial<RestBinding>;

export const createMultipartUpload: Action = {
  ...onObject,
  permission: 's3:PutObject',
  rest: {
    ...{ method: 'POST', path, select: ['uploads'] },
    headers: { ...expectedOwner, 'content-type': 'ContentType' },
    answer: { root: 'InitiateMultipartUploadResult' },
  },
  handle: (call, world) => {
    const bucket = bucketOfCall(call, world);
    const { Key, ContentType } = call.input;
    const headers = keptHeaders(call, bucket);
    requireKey(call, world, { bucket, headers, action: 'kms:GenerateDataKey' });
    const upload: Upload = {
      ...{ id: randomBytes(64).toString('base64url'), bucket: bucket.name, key: String(Key) },
      ...{ headers, parts: new Map() },
      ...(typeof ContentType === 'string' && { contentType: ContentType }),
    };
    world.s3.uploads.set(upload.id, upload);
    return { Bucket: bucket.name, Key, UploadId: upload.id };
  },
};

export const uploadPart: Action = {
  ...onObject,
  permission: 's3:PutObject',
  rest: {
    ...{ ...onUpload, method: 'PUT', payload: 'Body', select: ['partNumber', 'uploadId'] },
    query: { ...onUpload.query, partNumber: 'PartNumber' },
    answer: { headers: { ETag: 'etag' } },
  },
  handle: (call, world) => {
    const bucket = bucketOfCall(call, world);
    const upload = uploadOf(call, world);
    const number = Number(call.input.PartNumber);
    if (!Number.isInteger(number) || number < 1 || number > 10_000)
      throw refuse.invalidArgument('Part number must be an integer between 1 and 10000, inclusive');
    const body = Buffer.isBuffer(call.input.Body) ? call.input.Body : Buffer.alloc(0);
    if (defaultRetention(bucket, world.now())) requireSum(call, 'Put Part');
    checkedSums(call, body);
    requireKeys(call, world, bucket, upload);
    const etag = `"${createHash('md5').update(body).digest('hex')}"`;
    upload.parts.set(number, { body, etag, at: world.now() });
    return { ETag: etag };
  },
};

/** All parts: there are at most 1,000 on a page. */
export const listParts: Action = {
  ...onObject,
  permission: 's3:ListMultipartUploadParts',
  rest: { ...onUpload, method: 'GET', answer: { root: 'ListPartsResult' } },
  handle: (call, world) => {
    const { bucket, key, id, parts } = uploadOf(call, world);
    const Part = [...parts]
      .sort(([one], [other]) => one - other)
      .map(([PartNumber, { body, etag, at }]) => ({
        ...{ PartNumber, LastModified: at, ETag: etag, Size: body.length },
      }));
    return { Bucket: bucket, Key: key, UploadId: id, IsTruncated: false, Part };
  },
};

export const completeMultipartUpload: Action = {
  ...onObject,
  permission: 's3:PutObject',
  rest: {
    ...{ ...onUpload, method: 'POST' },
    answer: {
      root: 'CompleteMultipartUploadResult',
      headers: { VersionId: 'x-amz-version-id' },
    },
  },
  handle: (call, world) => {
    const bucket = bucketOfCall(call, world);
    const upload = uploadOf(call, world);
    const parts = namedParts(call, upload);
    requireKeys(call, world, bucket, upload);
    const md5s = parts.map(({ etag }) => Buffer.from(etag.slice(1, -1), 'hex'));
    const whole = createHash('md5').update(Buffer.concat(md5s)).digest('hex');
    const { key, headers, contentType } = upload;
    const stored = storeObject(bucket, {
      ...{ key, headers, at: world.now(), etag: `"${whole}-${parts.length}"` },
      body: Buffer.concat(parts.map(({ body }) => body)),
      ...(contentType !== undefined && { contentType }),
    });
    world.s3.uploads.delete(upload.id);
    return {
      ...{ Bucket: bucket.name, Key: key, ETag: stored.content?.etag },
      VersionId: hasVersions(bucket) ? stored.versionId : undefined,
    };
  },
};

export const abortMultipartUpload: Action = {
  ...onObject,
  permission: 's3:AbortMultipartUpload',
  rest: { ...onUpload, method: 'DELETE', answer: { status: 204 } },
  handle: (call, world) => {
    world.s3.uploads.delete(uploadOf(call, world).id);
    return {};
  },
};

function uploadOf(call: Call, world: World): Upload {
  const { name } = bucketOfCall(call, world);
  const upload = world.s3.uploads.get(asText(call.input.UploadId) ?? '');
  if (upload?.bucket === name && upload.key === call.input.Key) return upload;
  throw new Refusal(
    'NoSuchUpload',
    'The specified upload does not exist. The upload ID may be invalid, or the upload may have been aborted or completed.',
    404,
  );
}

/** Parts of an encrypted object take both rights. [D] mpuAndPermissions */
function requireKeys(call: Call, world: World, bucket: Bucket, { headers }: Upload): void {
  requireKey(call, world, { bucket, headers, action: 'kms:GenerateDataKey' });
  requireKey(call, world, { bucket, headers, action: 'kms:Decrypt' });
}

const MIB = 1_048_576;

/** In the order of their numbers, each as it was put; only the last may have fewer than 5 MiB. */
function namedParts({ input }: Call, { parts }: Upload): readonly Part[] {
  const { Part } = elementOf(input.CompleteMultipartUpload ?? '');
  const named = elementsOf(Part).map((one) => ({
    number: Number(textOf(one.PartNumber)),
    etag: textOf(one.ETag)?.replaceAll('"', ''),
  }));
  if (named.length === 0) throw refuse.malformedXml();
  if (named.some(({ number }, index) => number <= (named[index - 1]?.number ?? 0)))
    throw new Refusal(
      'InvalidPartOrder',
      'The list of parts was not in ascending order. The parts list must be specified in order by part number.',
      400,
    );
  const found = named.map(({ number, etag }) => {
    const part = parts.get(number);
    if (part && part.etag === `"${etag}"`) return part;
    throw new Refusal(
      'InvalidPart',
      "One or more of the specified parts could not be found.  The part may not have been uploaded, or the specified entity tag may not match the part's entity tag.",
      400,
    );
  });
  if (found.slice(0, -1).some(({ body }) => body.length < 5 * MIB))
    throw new Refusal(
      'EntityTooSmall',
      'Your proposed upload is smaller than the minimum allowed size',
      400,
    );
  return found;
}
