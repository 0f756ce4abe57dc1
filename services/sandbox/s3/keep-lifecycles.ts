import { onClose } from '../core/on-close';
import type { World } from '../core/service';
import type { XmlElement } from '../core/xml-tree';
import { elementOf, elementsOf, textOf } from './configuration';
import { isVersioned } from './configurations/retention';
import { forgetVersion, hasVersions, storeDeleteMarker } from './objects/store-object';
import type { Bucket, ObjectVersion } from './state';

const DAY_MS = 24 * 60 * 60_000;

/** From now on what lifecycle rules say is done once a day, at midnight in UTC of the world's clock. */
export function keepLifecycles(world: World): void {
  const untilMidnight = () => DAY_MS - (world.now().getTime() % DAY_MS);
  const tick = (): void => {
    waiting = world.clock.after(untilMidnight(), tick);
    for (const bucket of world.s3.buckets.values()) expireObjects(bucket, world.now());
  };
  let waiting = world.clock.after(untilMidnight(), tick);
  onClose(world, () => waiting.cancel());
}

/**
 * What a bucket's lifecycle rules take away at a moment; no call is recorded for it.
 * [D] AmazonS3/latest/userguide/lifecycle-expire-general-considerations, intro-lifecycle-rules:
 * a current version gives way to a delete marker, or goes where there are no versions; a noncurrent one goes for
 * good, unless Object Lock retains it; so does a marker that is alone.
 */
function expireObjects(bucket: Bucket, now: Date): void {
  const rules = elementsOf(bucket.configurations.get('lifecycle')?.Rule).filter(
    ({ Status }) => Status === 'Enabled',
  );
  for (const [key, versions] of rules.length > 0 ? [...bucket.objects] : []) {
    for (const rule of rules.filter((one) => concerns(one, key, versions.at(-1)))) {
      expireNoncurrent(bucket, key, { rule, now });
      expireCurrent(bucket, key, { rule, now });
    }
  }
}

interface Due {
  readonly rule: XmlElement;
  readonly now: Date;
}

function expireCurrent(bucket: Bucket, key: string, { rule, now }: Due): void {
  const versions = bucket.objects.get(key) ?? [];
  const current = versions.at(-1);
  if (!current || rule.Expiration === undefined) return;
  const { Days, Date: date, ExpiredObjectDeleteMarker } = elementOf(rule.Expiration);
  const isOver =
    Days === undefined
      ? date !== undefined && new Date(String(date)) <= now
      : dueAt(current.lastModified, Days) <= now;
  if (current.content === undefined) {
    const goes = isOver || ExpiredObjectDeleteMarker === 'true';
    if (goes && versions.length === 1) forgetVersion(bucket, current);
  } else if (isOver && hasVersions(bucket)) {
    // The marker of a bucket whose versioning is suspended takes the place of the `null` version.
    if (isVersioned(bucket) || !isRetained(current, now)) storeDeleteMarker(bucket, key, now);
  } else if (isOver) forgetVersion(bucket, current);
}

function expireNoncurrent(bucket: Bucket, key: string, { rule, now }: Due): void {
  if (rule.NoncurrentVersionExpiration === undefined) return;
  const { NoncurrentDays, NewerNoncurrentVersions } = elementOf(rule.NoncurrentVersionExpiration);
  const versions = bucket.objects.get(key) ?? [];
  const kept = Number(NewerNoncurrentVersions ?? 0);
  versions.slice(0, Math.max(0, versions.length - 1 - kept)).forEach((version, at) => {
    // A version is noncurrent since its successor came.
    const since = versions[at + 1]?.lastModified;
    if (!since || dueAt(since, NoncurrentDays) > now || isRetained(version, now)) return;
    forgetVersion(bucket, version);
  });
}

/** Days are added, and the time is rounded to the next midnight in UTC. */
function dueAt(from: Date, days: XmlElement[string] | undefined): Date {
  const over = from.getTime() + Number(days) * DAY_MS;
  return new Date((Math.floor(over / DAY_MS) + 1) * DAY_MS);
}

const isRetained = ({ retention }: ObjectVersion, now: Date): boolean =>
  retention !== undefined && retention.until > now;

/** By prefix and size; objects have no tags here, so a rule that asks for one concerns none. */
function concerns(rule: XmlElement, key: string, version: ObjectVersion | undefined): boolean {
  const filter = rule.Filter === undefined ? rule : elementOf(rule.Filter);
  const { Prefix, Tag, ObjectSizeGreaterThan, ObjectSizeLessThan } =
    filter.And === undefined ? filter : elementOf(filter.And);
  const size = version?.content?.body.length ?? 0;
  return (
    Tag === undefined &&
    key.startsWith(textOf(Prefix) ?? '') &&
    size > Number(ObjectSizeGreaterThan ?? -1) &&
    size < Number(ObjectSizeLessThan ?? Number.POSITIVE_INFINITY)
  );
}
