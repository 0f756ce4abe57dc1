import { header, type WireRequest } from './protocol';
import {
  type Output,
  orRefuse,
  Refusal,
  type RestAnswer,
  type RestBinding,
  type Service,
} from './service';

/** The action a REST request is for: of those that fit, the one that asks for most. Undefined when none fits. */
export function restActionOf(
  { actions }: Service,
  { method, headers }: Pick<WireRequest, 'method' | 'headers'>,
  target: RestTarget,
): string | undefined {
  let best: { readonly name: string; readonly weight: number } | undefined;
  for (const [name, { rest }] of Object.entries(actions)) {
    if (rest === undefined || rest.method !== method || !fits(rest, target)) continue;
    if (rest.selectHeader !== undefined && headers[rest.selectHeader] === undefined) continue;
    const weight = weightOf(rest);
    if (best === undefined || weight > best.weight) best = { name, weight };
  }
  return best?.name;
}

/** An unknown query key means another action: `PUT /bucket?accelerate` must not create a bucket. */
function fits({ path, select = [], query = {} }: RestBinding, target: RestTarget): boolean {
  const known = ['x-id', ...select, ...Object.keys(query)];
  return (
    matchPath(path, target.path) !== undefined &&
    select.every((key) => target.query.has(key)) &&
    [...target.query.keys()].every((key) => known.includes(key))
  );
}

/** A fixed path segment counts for more than a query key. */
function weightOf({ path, select = [], selectHeader }: RestBinding): number {
  const fixed = path.split('/').filter((segment) => segment !== '' && !segment.includes('{'));
  return fixed.length * 10 + select.length + (selectHeader === undefined ? 0 : 1);
}

/** Labels, query and headers of a REST request as input members; what was not sent is absent. */
export function restMembers(
  { path, query = {}, headers = {} }: RestBinding,
  target: RestTarget,
  request: WireRequest,
): Record<string, unknown> {
  const members: Record<string, unknown> = { ...matchPath(path, target.path) };
  for (const [key, member] of Object.entries(query)) {
    const values = target.query.getAll(key);
    if (values.length > 0) members[member] = values.length === 1 ? values[0] : values;
  }
  for (const [name, member] of Object.entries(headers)) {
    const value = header(request, name);
    if (value !== undefined) members[member] = value;
  }
  return members;
}

/** Output members split by how they leave. */
export function restParts(output: Output, { headers = {}, payload }: RestAnswer) {
  const sent: Record<string, string> = {};
  const body: Record<string, unknown> = {};
  for (const [member, value] of Object.entries(output)) {
    const name = headers[member];
    if (name === undefined) body[member] = value;
    else if (value !== undefined) sent[name] = String(value);
  }
  const whole = payload === undefined ? undefined : output[payload];
  return { headers: sent, body, payload: Buffer.isBuffer(whole) ? whole : asText(whole) };
}

function asText(value: unknown): string | undefined {
  return value === undefined ? undefined : String(value);
}

interface RestTarget {
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
