import type { WireRequest } from './protocol';
import { matchPath, type RestTarget } from './rest-path';
import type { RestBinding, Service } from './service';

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
