import { header, type WireRequest } from './protocol';
import { orRefuse, Refusal } from './service';

export interface RestTarget {
  readonly path: string;
  readonly query: URLSearchParams;
}

const virtualHost = /^(.+?)\.(?:localhost|s3[.-][^:]+)(?::\d+)?$/;

/** Path and query of a request. */
export function restTarget({ url }: WireRequest): RestTarget {
  const [path = '/', query = ''] = url.split('?', 2);
  return { path, query: new URLSearchParams(query) };
}

/**
 * As `restTarget`; a bucket in the host name (`bucket.s3.…`, `bucket.localhost`) becomes the path's first
 * label. The account that S3 Control's clients write there is in a header too, and stays where it is.
 */
export function bucketTarget(request: WireRequest): RestTarget {
  const target = restTarget(request);
  if (header(request, 'x-amz-account-id') !== undefined) return target;
  const bucket = virtualHost.exec(header(request, 'host') ?? '')?.[1];
  return bucket === undefined ? target : { ...target, path: `/${bucket}${target.path}` };
}

/** The labels of `pattern` in `path`, decoded; undefined when it does not match. One final `/` does not count. */
export function matchPath(
  pattern: string,
  path: string,
): Readonly<Record<string, string>> | undefined {
  const match = expression(pattern).exec(path);
  if (match === null) return undefined;
  return Object.fromEntries(
    Object.entries(match.groups ?? {}).map(([name, text]) => [name, decoded(text)]),
  );
}

const expressions = new Map<string, RegExp>();

function expression(pattern: string): RegExp {
  const known = expressions.get(pattern);
  if (known) return known;
  const source = pattern
    .replace(/[.]/g, '\\.')
    .replace(/\{(\w+)\+\}/g, '(?<$1>.+)')
    .replace(/\{(\w+)\}/g, '(?<$1>[^/]+)');
  const made = new RegExp(`^${source}${pattern.endsWith('+}') ? '' : '/?'}$`, 's');
  expressions.set(pattern, made);
  return made;
}

function decoded(text: string): string {
  return orRefuse(
    () => decodeURIComponent(text),
    () => new Refusal('InvalidURI', "Couldn't parse the specified URI."),
  );
}
