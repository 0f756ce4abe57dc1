import type { DarkEvent } from '../../domain/dark';
import type { Place } from '../../domain/place';
import { field, parseJson, text } from '../../record/json';
import { readRecord } from '../../record/log-record';

/** The fields that are read of an event of Event history; `record` is the whole CloudTrail record. */
interface Given {
  readonly id: string;
  readonly at: string;
  readonly name: string;
  readonly source: string;
  readonly record: string;
}

/** Never throws: a record that cannot be read is an event all the same, by an unknown caller. */
export function readEvent({ id, at, name, source, record }: Given, place: Place): DarkEvent {
  const value = parseJson(record);
  const { actor, sourceIp, errorCode, request } = readRecord(value) ?? {};
  const isAssumption = source === 'sts.amazonaws.com' && name === 'AssumeRole' && !errorCode;
  const assumed = isAssumption ? text(field(request, 'roleArn')) : undefined;
  return {
    ...place,
    id,
    at,
    name,
    source,
    principal: actor?.principal ?? 'unknown',
    ...(actor?.accessKeyId && { accessKeyId: actor.accessKeyId }),
    ...(sourceIp && { sourceIp }),
    ...(errorCode && { errorCode }),
    byService: isByService(value),
    ...(assumed && { assumed }),
  };
}

function isByService(value: unknown): boolean {
  const said = (...path: readonly string[]) => text(field(value, ...path));
  return (
    said('userIdentity', 'type') === 'AWSService' ||
    said('eventType') === 'AwsServiceEvent' ||
    (said('userIdentity', 'invokedBy') ?? '').endsWith('amazonaws.com')
  );
}
