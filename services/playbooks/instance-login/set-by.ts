import { actorNames } from '../../../shared/domain/evidence';
import type { SetBy } from '../../../shared/domain/login-facts';
import { field, fields, list } from '../../../shared/record/json';
import { readRecord } from '../../../shared/record/log-record';

/** Who gave the machine this tag last; undefined where no record tells, so it was long ago. */
export function setByIn(
  records: readonly unknown[],
  instanceId: string,
  key: string,
): SetBy | undefined {
  const found = records
    .flatMap((one) => readRecord(one) ?? [])
    .filter(({ errorCode }) => errorCode === undefined)
    .flatMap((record) => {
      const { eventName, request, response } = record;
      const isTagged =
        eventName === 'CreateTags' &&
        list(field(request, 'resourcesSet', 'items')).some(
          (one) => fields(one).resourceId === instanceId,
        ) &&
        hasKey(field(request, 'tagSet', 'items'), key);
      const isLaunched =
        eventName === 'RunInstances' &&
        list(field(response, 'instancesSet', 'items')).some(
          (one) => fields(one).instanceId === instanceId,
        );
      return isTagged || isLaunched ? [{ record, isLaunched }] : [];
    })
    .sort((a, b) => ((a.record.eventTime ?? '') < (b.record.eventTime ?? '') ? 1 : -1));
  const [last] = found;
  if (!last?.record.eventTime) return undefined;
  return {
    names: actorNames(last.record.actor),
    at: last.record.eventTime,
    ...(last.isLaunched && { atLaunch: true as const }),
  };
}

const hasKey = (items: unknown, key: string): boolean =>
  list(items).some((one) => fields(one).key === key);
