import type { Call } from '../core/service';

export interface TrailArn {
  readonly arn: string;
  readonly region: string;
  readonly accountId: string;
  readonly name: string;
}

/** Undefined for anything but a complete trail ARN, a short name included. */
export function parseTrailArn(written: string): TrailArn | undefined {
  const found = /^arn:aws:cloudtrail:([a-z0-9-]+):(\d{12}):trail\/(.+)$/.exec(written);
  const [, region, accountId, name] = found ?? [];
  return region && accountId && name ? { arn: written, region, accountId, name } : undefined;
}

export function trailArn(accountId: string, region: string, name: string): string {
  return `arn:aws:cloudtrail:${region}:${accountId}:trail/${name}`;
}

/** What a name or ARN in a request stands for: a short name is one of the caller's account and Region. */
export function resolvedArn(call: Call, nameOrArn: unknown): string {
  const written = typeof nameOrArn === 'string' ? nameOrArn : '';
  return parseTrailArn(written) ? written : trailArn(call.accountId, call.region, written);
}
