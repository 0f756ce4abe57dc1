import type { World } from '../core/service';
import { type Obstacles, obstaclesOf } from './obstacles';
import type { Channel, Trail } from './state';

/** A trail has something new for its bucket, topic and log group. */
export function deliverFiles(world: World, trail: Trail): void {
  tryChannels(world, trail, (channel, error) => settled(world, channel, error));
}

/**
 * What failed is tried again, as CloudTrail does for 30 days; and what would fail now is known to
 * fail, because something is always under way. A trail that stands still tries nothing [U].
 */
export function retryDeliveries(world: World, trail: Trail): void {
  if (!trail.logging.isLogging) return;
  tryChannels(world, trail, (channel, error) =>
    (channel.error ?? error) === undefined ? channel : settled(world, channel, error),
  );
}

function tryChannels(
  world: World,
  trail: Trail,
  next: (channel: Channel, error: string | undefined) => Channel,
): void {
  if (world.cloudtrail.deliveryFaults.hold) return;
  const { settings, logging } = trail;
  const obstacles = obstaclesOf(world, trail);
  const { delivery = {}, notification = {}, logs = {} } = logging;
  trail.logging = {
    ...logging,
    delivery: next(delivery, fileError(obstacles)),
    ...(settings.snsTopicName !== undefined && {
      notification: next(notification, notificationError(obstacles)),
    }),
    ...(settings.cloudWatchLogsLogGroupArn !== undefined && {
      logs: next(logs, logsError(obstacles)),
    }),
    ...digestDelivery(trail, world.now(), digestError(obstacles)),
  };
}

const HOUR = 3_600_000;

/**
 * One an hour, even if nothing was recorded [D log-file-validation-digest-file-structure], counted from the
 * start of logging [U]; worked out when something is delivered or asked for.
 */
function digestDelivery(
  { settings, logging }: Trail,
  now: Date,
  error: string | undefined,
): { readonly digest?: Channel } {
  const { startLoggingTime, isLogging, digest } = logging;
  if (!settings.logFileValidationEnabled || !isLogging || !startLoggingTime) return {};
  const hours = Math.floor((now.getTime() - startLoggingTime.getTime()) / HOUR);
  const due = new Date(startLoggingTime.getTime() + hours * HOUR);
  if (hours < 1 || (digest?.latestAt && digest.latestAt >= due)) return {};
  if (error === undefined) return { digest: { latestAt: due } };
  return { digest: { ...(digest?.latestAt && { latestAt: digest.latestAt }), error } };
}

const digestError = ({ digests, bucket, key }: Obstacles): string | undefined =>
  fileError({ bucket: digests ?? bucket, key });

/** The time stands still while it fails. */
function settled(world: World, { latestAt }: Channel, error: string | undefined): Channel {
  if (error === undefined) return { latestAt: world.now() };
  return { ...(latestAt && { latestAt }), error };
}

/** S3's error codes [D API_GetTrailStatus]; which one a key's state and Requester Pays make is [U]. */
function fileError({ bucket, key }: Pick<Obstacles, 'bucket' | 'key'>): string | undefined {
  if (bucket === 'NoSuchBucket') return bucket;
  if (bucket !== undefined) return 'AccessDenied';
  if (key === 'NotFound') return 'KMS.NotFoundException';
  if (key === 'Disabled') return 'KMS.DisabledException';
  if (key === 'PendingDeletion') return 'KMS.KMSInvalidStateException';
  return key && 'AccessDenied';
}

/** SNS's error codes [D API_GetTrailStatus]. */
function notificationError({ topic }: Obstacles): string | undefined {
  return topic === 'NotAllowed' ? 'AuthorizationError' : topic;
}

function logsError({ logGroup, logRole }: Obstacles): string | undefined {
  if (logRole === 'NotAssumable')
    return 'Access denied. Check the trust relationships for your role.';
  if (logRole === 'NotAllowed') return 'Access denied. Check the permissions for your role.';
  return logGroup && 'The specified log group does not exist.';
}
