import type { Selectors } from '../domain/selectors';
import { resolveTrailArn, type TrailSettings } from '../domain/trail';
import { field, text } from './json';
import type { LogRecord } from './log-record';
import { type ProtectedKind, type ProtectedNames, protectedKinds } from './protected';

/** A trail as it must be. */
export interface KnownTrail {
  readonly settings: Partial<TrailSettings>;
  /** Settings of which nothing is known. Any other that is absent is known to be empty, once the bucket or this set is there. */
  readonly unknown?: ReadonlySet<string>;
  readonly selectors?: Selectors;
  readonly insights?: readonly string[];
  readonly tags?: Readonly<Record<string, string>>;
  /** What the logs tell of its past, in any order; of what was before that, nothing. */
  readonly past?: TrailPast;
}

export interface TrailPast {
  /** When CreateTrail made it, and who did. */
  readonly made: readonly { readonly at: string; readonly by: string }[];
  /** What Insights was set to; a new trail has none. `by` is the record that says so. */
  readonly insights: readonly {
    readonly at: string;
    readonly by: string;
    readonly types: readonly string[];
  }[];
}

/** What a call in the logs set a trail to use, and when first. */
export interface Chosen {
  readonly kind: ProtectedKind;
  readonly name: string;
  /** ISO; empty when the record does not say. */
  readonly at: string;
}

/** All that a judgement may know besides the record. */
export interface Known {
  readonly subjects: ProtectedNames;
  /** By ARN. */
  readonly trails: ReadonlyMap<string, KnownTrail>;
  /** The list was written down by a person; what is not on it is foreign. Never so when it was inferred. */
  readonly complete: boolean;
  /**
   * Only where the rest was inferred: what calls in these very logs chose, and nothing from before them
   * confirms. It may be an attacker's and is not protected; what is done to it is set aside.
   */
  readonly chosen?: readonly Chosen[];
}

export const nothingKnown: Known = { subjects: {}, trails: new Map(), complete: false };

/** The trail's name as the caller typed it: `name`, or `trailName` in calls about selectors. */
export const trailNamed = ({ request, response }: LogRecord): string | undefined =>
  text(field(request, 'name')) ??
  text(field(request, 'trailName')) ??
  text(field(response, 'trailARN')) ??
  text(field(response, 'name'));

/** Undefined when the record names no trail, or one AWS would not accept. */
export function trailArnOf(record: LogRecord): string | undefined {
  const written = trailNamed(record);
  const { accountId, region } = record;
  if (!written) return undefined;
  const place = { accountId: accountId ?? '', region: region ?? '' };
  return resolveTrailArn(written, place)?.arn ?? text(field(record.response, 'trailARN'));
}

/** A setting before any call in the logs: empty where there was none, undefined where that is unknown. */
export function settingBefore(
  trail: KnownTrail | undefined,
  setting: keyof TrailSettings,
): string | boolean | undefined {
  if (!trail || trail.unknown?.has(setting)) return undefined;
  const { settings, unknown } = trail;
  return settings[setting] ?? (unknown || settings.s3BucketName !== undefined ? '' : undefined);
}

/** Only the caller had this trail yet: CreateTrail, and what a console sends with it. */
export const isBeingMade = ({ actor, eventTime = '' }: LogRecord, trail?: KnownTrail): boolean =>
  (trail?.past?.made ?? []).some(({ at, by }) => {
    const since = Date.parse(eventTime) - Date.parse(at);
    return by === actor.principal && since >= 0 && since <= 60_000;
  });

export const knownTrail = (record: LogRecord, { trails }: Known): KnownTrail | undefined =>
  trails.get(trailArnOf(record) ?? '');

/** Which record it is, as far as one can tell. */
export const idOf = ({ eventId, eventTime, eventName }: LogRecord): string =>
  `${eventName} ${eventId ?? eventTime}`;

/** Names by their kind, sorted. */
export const byKind = (found: readonly Chosen[]): ProtectedNames =>
  Object.fromEntries(
    protectedKinds.flatMap((kind) => {
      const names = found.filter((one) => one.kind === kind).map(({ name }) => name);
      return names.length > 0 ? [[kind, [...new Set(names)].sort()]] : [];
    }),
  );
