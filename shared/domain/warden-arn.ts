import type { WardenState } from './warden';

export type WardenArn =
  | { readonly kind: 'rule'; readonly name: string; readonly busName: string }
  | { readonly kind: 'bus' | 'queue'; readonly name: string }
  | { readonly kind: 'role'; readonly name: string; readonly path: string };

/** The part that an ARN names; nothing when it is none of ours. */
export function parseWardenArn(arn: string): WardenArn | undefined {
  const [, , service, , , ...rest] = arn.split(':');
  const resource = rest.join(':');
  const [type = '', ...path] = resource.split('/');
  const name = path.at(-1) ?? '';
  const before = path.slice(0, -1).join('/');
  if (service === 'sqs') return { kind: 'queue', name: resource };
  if (service === 'iam' && type === 'role') {
    return { kind: 'role', name, path: before === '' ? '/' : `/${before}/` };
  }
  if (service !== 'events') return undefined;
  if (type === 'event-bus') return { kind: 'bus', name: path.join('/') };
  return type === 'rule' ? { kind: 'rule', name, busName: before || 'default' } : undefined;
}

/** Does the ARN name a part of ours of another kind? An ARN that is not ours does not. */
export const isOtherPart = (arn: string, kind: WardenState['kind']): boolean =>
  ![kind, undefined].includes(parseWardenArn(arn)?.kind);

/** The name that a call would use for it; for an ARN that is not ours, its last word. */
export const nameOf = (arn: string): string =>
  parseWardenArn(arn)?.name ?? arn.split(/[:/]/).at(-1) ?? arn;

/**
 * The policy that bounds a role of ours, by the names that the templates give. A role that is not of the templates,
 * such as a trail's role for its log group, has none.
 */
export function boundaryOf(arn: string): string | undefined {
  const [, account, name = ''] =
    /^(arn:[a-z-]+:iam::\d{12}):role\/trailwarden-(.+)$/.exec(arn) ?? [];
  const of = BOUNDED.exec(name);
  const own = of?.[1] ?? of?.[2];
  return of ? `${account}:policy/trailwarden-boundary${own ? `-${own}` : ''}` : undefined;
}

const BOUNDED = /^(?:guard|spare|reader|forwarder-(.+)|(responder))$/;

/** The bus that a call on this rule must name. */
export function busOf(arn: string): string {
  const rule = parseWardenArn(arn);
  return rule?.kind === 'rule' ? rule.busName : 'default';
}

/**
 * Everything that took effect, from every account, comes through the bus, its rule trailwarden-signals and that
 * queue. The other rules of the bus bring refused calls and ticks; without them calls that took effect are still
 * heard.
 */
export const isCentralPart = (arn: string): boolean =>
  /:event-bus\/trailwarden$|:rule\/trailwarden\/trailwarden-signals$|:trailwarden-signals(-dead-letters)?$/.test(
    arn,
  );

/** The part that brings the ticks to us, and nothing else. */
export const isTicksPart = (arn: string): boolean =>
  /:rule\/trailwarden\/trailwarden-ticks$|:sqs:[^:]*:\d{12}:trailwarden-ticks$/.test(arn);
