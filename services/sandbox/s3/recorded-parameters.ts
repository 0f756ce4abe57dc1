import type { Call } from '../core/service';

/** Members of a request that travel in headers and that records leave out, or write otherwise. */
const unwritten = new Set([
  'Bucket',
  'ExpectedBucketOwner',
  'Policy',
  'MFA',
  'ACL',
  'TransitionDefaultMinimumObjectSize',
]);

const headers = [
  'x-amz-acl',
  'x-amz-bucket-object-lock-enabled',
  'x-amz-object-ownership',
  'x-amz-expected-bucket-owner',
];

/** Text that stays text although it may look like a number. */
const textual = new Set(['ID', 'Id', 'Key', 'Value', 'Prefix', 'Bucket', 'Account', 'DisplayName']);

/** `requestParameters` as S3 writes them: bucketName and Host, the subresource as an empty text, the XML as it came. */
export function recordedParameters(call: Call): Readonly<Record<string, unknown>> {
  const { input, region, raw } = call;
  const bucketName = typeof input.Bucket === 'string' ? input.Bucket : undefined;
  const service = `s3.${region}.amazonaws.com`;
  return {
    ...(bucketName !== undefined && { bucketName }),
    Host: bucketName === undefined ? service : `${bucketName}.${service}`,
    ...policyOf(input.Policy),
    ...Object.fromEntries(
      Object.entries(input)
        .filter(([name]) => !unwritten.has(name))
        .map(([name, value]) => [name, recorded(name, value)]),
    ),
    ...Object.fromEntries(
      headers.flatMap((name) =>
        raw.headers[name] === undefined ? [] : [[name, raw.headers[name]]],
      ),
    ),
  };
}

function policyOf(written: unknown): Readonly<Record<string, unknown>> {
  if (!Buffer.isBuffer(written)) return {};
  try {
    return { bucketPolicy: JSON.parse(written.toString('utf8')) as unknown };
  } catch {
    // Not JSON: the call was refused as MalformedPolicy, and there is no policy to write down.
    return {};
  }
}

function recorded(name: string, value: unknown): unknown {
  if (Array.isArray(value)) return value.map((one) => recorded(name, one));
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, recorded(key, one)]));
  }
  if (typeof value !== 'string' || textual.has(name)) return value;
  if (value === 'true' || value === 'false') return value === 'true';
  return /^\d{1,15}$/.test(value) ? Number(value) : value;
}
