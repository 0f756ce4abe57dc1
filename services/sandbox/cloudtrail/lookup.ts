import type { Call } from '../core/call';
import { NotEmulated } from '../core/not-emulated';
import type { Output } from '../core/service';
import type { World } from '../core/world';
import { accessKeyOf, attributeTest, userNameOf } from './lookup-attribute';
import { pageOf } from './lookup-page';
import { lookupResources } from './lookup-resources';
import { refuse } from './refusals';
import type { CloudTrailRecord } from './state';

const historyMilliseconds = 90 * 24 * 3_600_000;

/**
 * Event history of the caller's account and Region, newest first; trail settings do not touch it.
 * What is younger than `historyDelayMilliseconds` is not there yet.
 */
export function lookup(world: World, call: Call): Output {
  if (call.input.EventCategory !== undefined) {
    throw new NotEmulated(
      'sandbox: cloudtrail:LookupEvents of an EventCategory (insight) is not emulated; add it in services/sandbox/cloudtrail/lookup.ts',
    );
  }
  const { historyDelayMilliseconds, history } = world.cloudtrail;
  const now = world.now().getTime();
  const asked = [isWithin(call.input), attributeTest(call.input.LookupAttributes)];
  const matches = (history.get(`${call.accountId}/${call.region}`) ?? [])
    .filter(({ eventTime }) => {
      const age = now - Date.parse(eventTime);
      return age >= historyDelayMilliseconds && age <= historyMilliseconds;
    })
    .filter((record) => asked.every((holds) => holds(record)))
    .reverse();
  const { page, next } = pageOf(call.input, matches);
  return { Events: page.map(event), ...(next !== undefined && { NextToken: next }) };
}

function isWithin({ StartTime, EndTime }: Call['input']) {
  const start = Number(StartTime ?? Number.NEGATIVE_INFINITY);
  const end = Number(EndTime ?? Number.POSITIVE_INFINITY);
  if (start > end) throw refuse.invalidTimeRange();
  return ({ eventTime }: CloudTrailRecord): boolean => {
    const at = Date.parse(eventTime) / 1000;
    return at >= start && at <= end;
  };
}

function event(record: CloudTrailRecord): Output {
  const user = userNameOf(record);
  const key = accessKeyOf(record);
  return {
    EventId: record.eventID,
    EventName: record.eventName,
    ReadOnly: String(record.readOnly),
    ...(key !== undefined && { AccessKeyId: key }),
    EventTime: new Date(record.eventTime),
    EventSource: record.eventSource,
    ...(user !== undefined && { Username: user }),
    Resources: lookupResources(record).map(({ type, name }) => ({
      ResourceType: type,
      ResourceName: name,
    })),
    CloudTrailEvent: JSON.stringify(record),
  };
}
