import type { Selectors } from '../domain/selectors';
import { resolveTrailArn, type TrailSettings } from '../domain/trail';
import { field, text } from './json';
import type { LogRecord } from './log-record';
import type { Protected } from './protected';

/** A trail as it must be; what is absent is not known. */
export interface KnownTrail {
  readonly settings: Partial<TrailSettings>;
  readonly selectors?: Selectors;
  readonly insights?: readonly string[];
  readonly tags?: Readonly<Record<string, string>>;
}

/** All that a judgement may know besides the record. */
export interface Known {
  readonly subjects: Protected;
  /** By ARN. */
  readonly trails: ReadonlyMap<string, KnownTrail>;
  /** Somebody wrote the list down; what is not on it is foreign. Never so when it was inferred. */
  readonly complete: boolean;
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

export const knownTrail = (record: LogRecord, { trails }: Known): KnownTrail | undefined =>
  trails.get(trailArnOf(record) ?? '');
