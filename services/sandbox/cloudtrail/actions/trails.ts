import { actionsOn, actionsWith } from '../../core/make-action';
import { partitionOf } from '../../core/partition';
import type { Place } from '../../core/place';
import type { Action, Call, Output, World } from '../../core/service';
import { checkPassRole, requirePermission } from '../../iam/require-permission';
import { serviceLinkedRoleArn } from '../../iam/service-linked-roles';
import { findKey } from '../../kms/find-key';
import { createTrail, deleteTrail, startLogging, stopLogging } from '../create-trail';
import { retryDeliveries } from '../deliver-files';
import { refuseObstacles } from '../obstacles';
import { readQuota, writeQuota } from '../quotas';
import { changedSettings, newSettings } from '../read-settings';
import { resultInRecord } from '../record';
import { notMasterTrail } from '../refusals';
import type { Channel, Trail, TrailSettings } from '../state';
import { readTags } from '../tags';
import {
  allTrails,
  checkTrailName,
  cloudTrailPrincipal,
  knownTrail,
  ownerOf,
  readableTrail,
  resolvedArn,
  trailArn,
  visibleTrails,
  writableTrail,
} from '../trail';

const onTrail = actionsWith({ resource: trailResource });

const readTrail = actionsOn({ resource: trailResource, quota: readQuota }, (call, world) =>
  readableTrail(world, call, call.input.Name),
);

/** `verb` as AWS refuses it: "Cannot stop trail, not master trail." */
const toChange = (verb: string) =>
  actionsOn({ resource: trailResource }, (call, world) =>
    writableTrail(world, call, call.input.Name, verb),
  );

function trailResource(call: Call): string {
  return resolvedArn(call, call.input.Name);
}

export const createTrailAction = onTrail(
  { quota: writeQuota('other'), record: resultInRecord },
  (call, world) => settingsOutput(created(call, world)),
);

function created(call: Call, world: World) {
  const settings = newSettings(call.input);
  const accountId = settings.isOrganizationTrail ? ownerOf(world, call) : call.accountId;
  const trail = {
    accountId,
    homeRegion: call.region,
    name: typeof call.input.Name === 'string' ? call.input.Name : '',
    settings: withKeyArn(world, settings, { accountId, region: call.region }),
    tags: readTags(call.input.TagsList),
  };
  checkTrailName(trail.name);
  passLogRole(world, call);
  if (settings.isOrganizationTrail) requireDependencies(world, call);
  refuseObstacles(world, { ...trail, arn: trailArn(trail.accountId, call.region, trail.name) });
  return createTrail(world, trail);
}

export const getTrail = readTrail((trail) => ({ Trail: describedTrail(trail) }));

/** Not paged. A name that finds nothing is left out, not an error [D API_DescribeTrails]. */
export const describeTrails: Action = {
  quota: readQuota,
  handle: (call, world) => ({ trailList: wanted(call, world).map(describedTrail) }),
};

function wanted(call: Call, world: World): readonly Trail[] {
  const names = Array.isArray(call.input.trailNameList) ? call.input.trailNameList : [];
  if (names.length > 0) return names.flatMap((name) => knownTrail(world, call, name) ?? []);
  const visible = visibleTrails(world, call.accountId, call.region);
  if (call.input.includeShadowTrails !== false) return visible;
  return visible.filter(
    (trail) => trail.accountId === call.accountId && trail.homeRegion === call.region,
  );
}

/** Trails of every Region; AWS pages only beyond what an account can have. */
export const listTrails: Action = {
  quota: readQuota,
  handle: ({ accountId }, world) => ({
    Trails: allTrails(world, accountId).map(({ arn, name, homeRegion }) => ({
      TrailARN: arn,
      Name: name,
      HomeRegion: homeRegion,
    })),
  }),
};

/** A time that never came is left out, as AWS does. */
export const getTrailStatus = readTrail((trail, _call, world) => {
  retryDeliveries(world, trail);
  const { logging } = trail;
  return {
    IsLogging: logging.isLogging,
    ...channel('LatestDelivery', logging.delivery),
    ...channel('LatestNotification', logging.notification),
    ...channel('LatestCloudWatchLogsDelivery', logging.logs),
    ...channel('LatestDigestDelivery', logging.digest),
    StartLoggingTime: logging.startLoggingTime,
    StopLoggingTime: logging.stopLoggingTime,
    ...legacyTexts(logging),
  };
});

/** No longer in use, and still answered: empty texts where there is nothing. [R] */
function legacyTexts({
  startLoggingTime,
  stopLoggingTime,
  delivery,
  notification,
}: Trail['logging']) {
  return {
    LatestDeliveryAttemptTime: secondsText(delivery?.latestAt),
    LatestDeliveryAttemptSucceeded: secondsText(delivery?.latestAt),
    LatestNotificationAttemptTime: secondsText(notification?.latestAt),
    LatestNotificationAttemptSucceeded: secondsText(notification?.latestAt),
    TimeLoggingStarted: secondsText(startLoggingTime),
    TimeLoggingStopped: secondsText(stopLoggingTime),
  };
}

const secondsText = (at: Date | undefined): string =>
  at ? at.toISOString().replace(/\.\d{3}Z$/, 'Z') : '';

function channel(name: string, { latestAt, error }: Channel = {}): Output {
  return { [`${name}Error`]: error, [`${name}Time`]: latestAt };
}

export const updateTrail = toChange('update')(
  { quota: writeQuota('UpdateTrail'), record: resultInRecord },
  (trail, call, world) => settingsOutput(updated(trail, call, world)),
);

function updated(trail: Trail, call: Call, world: World): Trail {
  const settings = withKeyArn(world, changedSettings(trail.settings, call.input), {
    accountId: trail.accountId,
    region: trail.homeRegion,
  });
  if (settings.isOrganizationTrail !== trail.settings.isOrganizationTrail) {
    refuseConversion(world, call);
  }
  passLogRole(world, call);
  if (settings.isOrganizationTrail) requireDependencies(world, call);
  refuseObstacles(world, { ...trail, settings });
  trail.settings = settings;
  return trail;
}

/** Only the management account turns a trail into the organization's, or back [D cloudtrail-delegated-administrator]. */
function refuseConversion(world: World, call: Call): void {
  if (ownerOf(world, call) !== call.accountId) throw notMasterTrail('convert');
}

export const startLoggingAction = toChange('start')(
  { quota: writeQuota('StartLogging') },
  (trail, _call, world) => {
    startLogging(trail, world.now());
  },
);

export const stopLoggingAction = toChange('stop')(
  { quota: writeQuota('StopLogging') },
  (trail, _call, world) => {
    stopLogging(trail, world.now());
  },
);

export const deleteTrailAction = toChange('delete')(
  { quota: writeQuota('other') },
  (trail, _call, world) => {
    deleteTrail(world, trail);
  },
);

/** A trail keeps the ARN of its key, whether an id or an alias was given; a key the world never knew keeps its name. */
function withKeyArn(world: World, settings: TrailSettings, at: Place): TrailSettings {
  const { kmsKeyId: keyId } = settings;
  const key = keyId === undefined ? undefined : findKey(world, { keyId, ...at });
  return key ? { ...settings, kmsKeyId: key.arn } : settings;
}

/** A trail as DescribeTrails and GetTrail show it. */
function describedTrail(trail: Trail): Output {
  return {
    ...settingsOutput(trail),
    HomeRegion: trail.homeRegion,
    HasCustomEventSelectors: hasCustomSelectors(trail),
    HasInsightSelectors: trail.insightSelectors.length > 0,
  };
}

/** A trail as CreateTrail and UpdateTrail answer: settings that are not set are left out. */
function settingsOutput({ name, arn, homeRegion, accountId, settings }: Trail): Output {
  const { snsTopicName: topic } = settings;
  const bareTopic = topic !== undefined && !topic.startsWith('arn:');
  return {
    Name: name,
    S3BucketName: settings.s3BucketName,
    S3KeyPrefix: settings.s3KeyPrefix,
    SnsTopicName: topic,
    SnsTopicARN: bareTopic
      ? `arn:${partitionOf(homeRegion)}:sns:${homeRegion}:${accountId}:${topic}`
      : topic,
    IncludeGlobalServiceEvents: settings.includeGlobalServiceEvents,
    IsMultiRegionTrail: settings.isMultiRegionTrail,
    TrailARN: arn,
    LogFileValidationEnabled: settings.logFileValidationEnabled,
    CloudWatchLogsLogGroupArn: settings.cloudWatchLogsLogGroupArn,
    CloudWatchLogsRoleArn: settings.cloudWatchLogsRoleArn,
    KmsKeyId: settings.kmsKeyId,
    IsOrganizationTrail: settings.isOrganizationTrail,
  };
}

function hasCustomSelectors({ selectors }: Trail): boolean {
  if (selectors.kind === 'advanced') return true;
  const [only, ...more] = selectors.selectors;
  return (
    more.length > 0 ||
    only?.ReadWriteType !== 'All' ||
    !only.IncludeManagementEvents ||
    only.DataResources.length > 0 ||
    only.ExcludeManagementEventSources.length > 0
  );
}

/**
 * What CreateTrail and UpdateTrail of an organization trail ask of the caller besides ([D] service authorization
 * reference, dependent actions). Which of them AWS asks when the role is there already is unverified: all, here.
 */
function requireDependencies(world: World, call: Call): void {
  const role = serviceLinkedRoleArn(call, cloudTrailPrincipal) ?? '*';
  const ask = (permission: string, resource: string, context = {}) =>
    requirePermission(world, call, {
      ...{ permission, resource, context },
      code: 'InsufficientDependencyServiceAccessPermissionException',
    });
  ask('organizations:DescribeOrganization', '*');
  ask('organizations:ListAWSServiceAccessForOrganization', '*');
  ask('iam:GetRole', role);
  ask('iam:CreateServiceLinkedRole', role, { 'iam:AWSServiceName': cloudTrailPrincipal });
}

/**
 * A caller that gives a trail its role for CloudWatch Logs must be allowed to pass that role
 * [D AWSCloudTrail_FullAccess]; AWS's error is [U].
 */
function passLogRole(world: World, call: Call): void {
  const { CloudWatchLogsRoleArn: roleArn } = call.input;
  if (typeof roleArn !== 'string' || !roleArn.startsWith('arn:')) return;
  checkPassRole(world, call, { roleArn, toService: cloudTrailPrincipal });
}
