import type { LogGroup } from './state';

/** `arn` ends in `:*`, `logGroupArn` does not. [D] API_LogGroup */
export function groupOutput(group: LogGroup) {
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
  };
}
