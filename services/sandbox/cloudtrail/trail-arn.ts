import type { Call } from '../core/service';
import { refuse } from './refusals';

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

/** The ordered rules of a trail name [D API_CreateTrail]; refuses at the first one broken. */
const rules: readonly (readonly [
  broken: (name: string) => boolean,
  why: (name: string) => string,
])[] = [
  [(name) => name.trim() === '', () => 'Trail name cannot be blank!'],
  [
    (name) => name.length < 3,
    (name) =>
      `Trail name too short. Minimum allowed length: 3 characters. Specified name length: ${name.length} characters.`,
  ],
  [
    (name) => name.length > 128,
    (name) =>
      `Trail name too long. Maximum allowed length: 128 characters. Specified name length: ${name.length} characters.`,
  ],
  [
    (name) => !/^[A-Za-z0-9._-]+$/.test(name),
    () =>
      'Trail name or ARN can only contain uppercase letters, lowercase letters, numbers, periods (.), hyphens (-), and underscores (_).',
  ],
  [(name) => !/^[A-Za-z0-9]/.test(name), () => 'Trail name must starts with a letter or number.'],
  [(name) => !/[A-Za-z0-9]$/.test(name), () => 'Trail name must ends with a letter or number.'],
  [
    (name) => /[._-]{2}/.test(name),
    () => 'Trail name cannot have adjacent periods, underscores or hyphens.',
  ],
  [
    (name) => /^\d{1,3}(\.\d{1,3}){3}$/.test(name),
    () => 'Trail name cannot be in IP address format.',
  ],
];

export function checkTrailName(name: string): void {
  for (const [broken, why] of rules) {
    if (broken(name)) throw refuse.invalidTrailName(why(name));
  }
}
