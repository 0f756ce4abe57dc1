import { actionsWith } from '../../core/make-action';
import type { Place } from '../../core/place';
import type { Action, Call, Output, World } from '../../core/service';
import { checkPassRole, requirePermission } from '../../iam/require-permission';
import { serviceLinkedRoleArn } from '../../iam/service-linked-roles';
import { findKey } from '../../kms/find-key';
import { createTrail, deleteTrail, startLogging, stopLogging } from '../create-trail';
import { retryDeliveries } from '../deliver-files';
import { readableTrail, requireName, trailByArn, writableTrail } from '../find-trail';
import { ownerOf } from '../owner-of';
import { readQuota, writeQuota } from '../quotas';
import { changedSettings, newSettings } from '../read-settings';
import { resultInRecord } from '../record-spelling';
import { refuse } from '../refusals';
import { refuseObstacles } from '../refuse-obstacles';
import type { Channel, Trail, TrailSettings } from '../state';
import { readTags } from '../tags';
import { checkTrailName, parseTrailArn, resolvedArn, trailArn } from '../trail-arn';
import { organizationTrails, trailsOf, visibleTrails } from '../visible-trails';

const onTrail = actionsWith({ resource: (call) => resolvedArn(call, call.input.Name) });

export const createTrailAction: Action = {
  ...onTrail((call, world) => settingsOutput(created(call, world))),
  quota: writeQuota('other'),
  record: resultInRecord,
};

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

export const getTrail = onTrail({ quota: readQuota }, (call, world) => ({
  Trail: describedTrail(readableTrail(world, call, call.input.Name)),
}));

/** Not paged. A name that finds nothing is left out, not an error [D API_DescribeTrails]. */
export const describeTrails: Action = {
  quota: readQuota,
  handle: (call, world) => ({ trailList: wanted(call, world).map(describedTrail) }),
};

function wanted(call: Call, world: World): readonly Trail[] {
  const names = Array.isArray(call.input.trailNameList) ? call.input.trailNameList : [];
  if (names.length > 0) return names.flatMap((name: unknown) => named(call, world, name) ?? []);
  const visible = visibleTrails(world, call.accountId, call.region);
  if (call.input.includeShadowTrails !== false) return visible;
  return visible.filter(
    (trail) => trail.accountId === call.accountId && trail.homeRegion === call.region,
  );
}

function named(call: Call, world: World, name: unknown): Trail | undefined {
  const written = requireName(name);
  const arn = parseTrailArn(written);
  if (!arn || arn.accountId === call.accountId) {
    return trailByArn(world, resolvedArn(call, written));
  }
  return organizationTrails(world, call.accountId).find((trail) => trail.arn === arn.arn);
}

/** Trails of every Region; AWS pages only beyond what an account can have. */
export const listTrails: Action = {
  quota: readQuota,
  handle: ({ accountId }, world) => ({
    Trails: [...trailsOf(world, accountId), ...organizationTrails(world, accountId)].map(
      ({ arn, name, homeRegion }) => ({ TrailARN: arn, Name: name, HomeRegion: homeRegion }),
    ),
  }),
};

export const getTrailStatus = onTrail({ quota: readQuota }, (call, world) => {
  const trail = readableTrail(world, call, call.input.Name);
  retryDeliveries(world, trail);
  return status(trail);
});

/** A time that never came is left out, as AWS does. */
function status({ logging }: Trail): Output {
  const { isLogging, startLoggingTime, stopLoggingTime } = logging;
  return {
    IsLogging: isLogging,
    ...channel('LatestDelivery', logging.delivery),
    ...channel('LatestNotification', logging.notification),
    ...channel('LatestCloudWatchLogsDelivery', logging.logs),
    ...channel('LatestDigestDelivery', logging.digest),
    ...(startLoggingTime && { StartLoggingTime: startLoggingTime }),
    ...(stopLoggingTime && { StopLoggingTime: stopLoggingTime }),
  };
}

function channel(name: string, { latestAt, error }: Channel = {}): Output {
  return {
    ...(error !== undefined && { [`${name}Error`]: error }),
    ...(latestAt && { [`${name}Time`]: latestAt }),
  };
}

export const updateTrail: Action = {
  ...onTrail((call, world) => settingsOutput(updated(call, world))),
  quota: writeQuota('UpdateTrail'),
  record: resultInRecord,
};

function updated(call: Call, world: World): Trail {
  const trail = writableTrail(world, call, call.input.Name, 'update');
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
  if (ownerOf(world, call) !== call.accountId) throw refuse.notMasterTrail('convert');
}

export const startLoggingAction: Action = {
  ...onTrail((call, world) => {
    startLogging(writableTrail(world, call, call.input.Name, 'start'), world.now());
  }),
  quota: writeQuota('StartLogging'),
};

export const stopLoggingAction: Action = {
  ...onTrail((call, world) => {
    stopLogging(writableTrail(world, call, call.input.Name, 'stop'), world.now());
  }),
  quota: writeQuota('StopLogging'),
};

export const deleteTrailAction = onTrail({ quota: writeQuota('other') }, (call, world) => {
  deleteTrail(world, writableTrail(world, call, call.input.Name, 'delete'));
});

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
  const { snsTopicName, s3KeyPrefix, kmsKeyId } = settings;
  return {
    Name: name,
    S3BucketName: settings.s3BucketName,
    ...(s3KeyPrefix !== undefined && { S3KeyPrefix: s3KeyPrefix }),
    ...(snsTopicName !== undefined && topic(snsTopicName, homeRegion, accountId)),
    IncludeGlobalServiceEvents: settings.includeGlobalServiceEvents,
    IsMultiRegionTrail: settings.isMultiRegionTrail,
    TrailARN: arn,
    LogFileValidationEnabled: settings.logFileValidationEnabled,
    ...logGroup(settings),
    ...(kmsKeyId !== undefined && { KmsKeyId: kmsKeyId }),
    IsOrganizationTrail: settings.isOrganizationTrail,
  };
}

function topic(nameOrArn: string, region: string, accountId: string): Output {
  const arn = nameOrArn.startsWith('arn:')
    ? nameOrArn
    : `arn:aws:sns:${region}:${accountId}:${nameOrArn}`;
  return { SnsTopicName: nameOrArn, SnsTopicARN: arn };
}

function logGroup(settings: Trail['settings']): Output {
  const { cloudWatchLogsLogGroupArn: group, cloudWatchLogsRoleArn: role } = settings;
  return {
    ...(group !== undefined && { CloudWatchLogsLogGroupArn: group }),
    ...(role !== undefined && { CloudWatchLogsRoleArn: role }),
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
  const service = 'cloudtrail.amazonaws.com';
  const role = serviceLinkedRoleArn(call.accountId, service) ?? '*';
  const ask = (permission: string, resource: string, context = {}) =>
    requirePermission(world, call, {
      ...{ permission, resource, context },
      code: 'InsufficientDependencyServiceAccessPermissionException',
    });
  ask('organizations:DescribeOrganization', '*');
  ask('organizations:ListAWSServiceAccessForOrganization', '*');
  ask('iam:GetRole', role);
  ask('iam:CreateServiceLinkedRole', role, { 'iam:AWSServiceName': service });
}

/**
 * A caller that gives a trail its role for CloudWatch Logs must be allowed to pass that role
 * [D AWSCloudTrail_FullAccess]; AWS's error is [U].
 */
function passLogRole(world: World, call: Call): void {
  const { CloudWatchLogsRoleArn: roleArn } = call.input;
  if (typeof roleArn !== 'string' || !roleArn.startsWith('arn:')) return;
  checkPassRole(world, call, { roleArn, toService: 'cloudtrail.amazonaws.com' });
}
