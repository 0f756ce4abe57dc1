import { putTags } from '../../core/input';
import { actionsOn } from '../../core/make-action';
import { ownOf } from '../../core/own-of';
import { type Action, type Call, NotEmulated, type World } from '../../core/service';
import { requirePermission } from '../../iam/require-permission';
import { checkKey, checkRetention, createGroup, deleteGroup } from '../create-group';
import { groupArn, groupResource, onAdjustableGroup, onGroup } from '../group-of-call';
import { type Input, optionalNumber, optionalText, pageOf, requiredText, tagsOf } from '../input';
import { refuse } from '../refusals';
import type { LogGroup } from '../state';

const classes = ['STANDARD', 'INFREQUENT_ACCESS', 'DELIVERY'];

/** With tags it takes the permission to tag as well. [D] API_CreateLogGroup */
export const createLogGroup: Action = {
  resource: groupResource,
  handle: (call, world) => {
    const { accountId, region, input } = call;
    const name = requiredText(input, 'logGroupName');
    const logGroupClass = optionalText(input, 'logGroupClass') ?? 'STANDARD';
    if (!classes.includes(logGroupClass)) {
      throw refuse.invalidParameter(
        `1 validation error detected: Value '${logGroupClass}' at 'logGroupClass' failed to satisfy constraint: Member must satisfy enum value set: [${classes.join(', ')}]`,
      );
    }
    if (input.deletionProtectionEnabled === true) {
      throw new NotEmulated(
        'sandbox: deletionProtectionEnabled of a log group is not emulated; add it in services/sandbox/logs/actions/groups.ts',
      );
    }
    const tags = tagsOf(input);
    if (tags.size > 0) {
      const resource = groupArn({ accountId, region, name });
      requirePermission(world, call, { permission: 'logs:TagResource', resource });
    }
    createGroup(world, {
      accountId,
      region,
      name,
      logGroupClass,
      kmsKeyId: optionalText(input, 'kmsKeyId'),
      tags,
    });
  },
};

export const describeLogGroups: Action = {
  resource: (call) => `${groupArn({ ...call, name: '' })}:log-stream:`,
  handle: (call, world) => {
    const { input } = call;
    if (input.logGroupNamePrefix !== undefined && input.logGroupNamePattern !== undefined) {
      throw refuse.invalidParameter(
        'LogGroup name prefix and LogGroup name pattern are mutually exclusive parameters.',
      );
    }
    const found = ownOf(call, world.logs.groups).filter((group) => isAskedFor(input, group));
    const { items, rest } = pageOf(input, found, ({ name }) => name);
    return { logGroups: items.map(groupOutput), ...rest };
  },
};

function isAskedFor(input: Input, group: LogGroup): boolean {
  const pattern = optionalText(input, 'logGroupNamePattern')?.toLowerCase() ?? '';
  const logGroupClass = optionalText(input, 'logGroupClass') ?? group.logGroupClass;
  const { logGroupIdentifiers: identifiers } = input;
  return (
    group.name.startsWith(optionalText(input, 'logGroupNamePrefix') ?? '') &&
    group.name.toLowerCase().includes(pattern) &&
    group.logGroupClass === logGroupClass &&
    (!Array.isArray(identifiers) || [group.name, group.arn].some((id) => identifiers.includes(id)))
  );
}

export const deleteLogGroup = onGroup((group, _call, world) => {
  deleteGroup(world, group);
});

/** By `logGroupName` or by `resourceIdentifier`; query results, which the latter may name too, are not here. */
export const associateKmsKey = onGroup((group, call, world) => {
  const kmsKeyId = requiredText(call.input, 'kmsKeyId');
  checkKey(world, group.arn, kmsKeyId);
  group.kmsKeyId = kmsKeyId;
});

export const disassociateKmsKey = onGroup((group) => {
  delete group.kmsKeyId;
});

export const putRetentionPolicy = onAdjustableGroup((group, call) => {
  group.retentionInDays = checkRetention(optionalNumber(call.input, 'retentionInDays'));
});

export const deleteRetentionPolicy = onAdjustableGroup((group) => {
  delete group.retentionInDays;
});

const onTags = actionsOn({ resource: taggedArn }, (call, world) => tagsAt(world, taggedArn(call)));

function taggedArn({ input }: Call): string {
  return requiredText(input, 'resourceArn');
}

export const tagResource = onTags((tags, call) => {
  putTags(tags, tagsOf(call.input), () =>
    refuse.invalidParameter('A resource can have no more than 50 tags.'),
  );
});

export const untagResource = onTags((tags, call) => {
  const { tagKeys } = call.input;
  for (const key of Array.isArray(tagKeys) ? tagKeys : []) tags.delete(String(key));
});

export const listTagsForResource = onTags((tags) => ({
  tags: Object.fromEntries(tags),
}));

/** The tags of a group or destination, named by ARN without `:*`. [D] API_TagResource */
function tagsAt(world: World, arn: string): Map<string, string> {
  const found = world.logs.groups.get(arn) ?? world.logs.destinations.get(arn);
  if (found === undefined) throw refuse.resourceNotFound();
  return found.tags;
}

/** `arn` ends in `:*`, `logGroupArn` does not. [D] API_LogGroup */
function groupOutput(group: LogGroup) {
  return {
    logGroupName: group.name,
    creationTime: group.createdAt.getTime(),
    retentionInDays: group.retentionInDays,
    metricFilterCount: group.metricFilters.size,
    arn: `${group.arn}:*`,
    storedBytes: 0,
    kmsKeyId: group.kmsKeyId,
    ...(group.dataProtectionPolicy && { dataProtectionStatus: 'ACTIVATED' }),
    logGroupClass: group.logGroupClass,
    logGroupArn: group.arn,
    // Neither can be turned on here. [R]
    deletionProtectionEnabled: false,
    bearerTokenAuthenticationEnabled: false,
  };
}
