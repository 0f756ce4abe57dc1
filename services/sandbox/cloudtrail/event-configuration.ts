import type { Call } from '../core/call';
import { Refusal } from '../core/refusal';
import type { Action, Output } from '../core/service';
import type { EventDataStore } from './event-data-store';
import { eventDataStoreResource } from './event-data-store-of-call';
import type { AggregationConfiguration, Trail } from './state';
import { resolvedArn } from './trail-arn';

/** Exactly one of a trail and an event data store. */
export function namesTrail({ input }: Call): boolean {
  const { TrailName, EventDataStore } = input;
  if ((TrailName === undefined) !== (EventDataStore === undefined)) return TrailName !== undefined;
  throw new Refusal(
    'InvalidParameterCombinationException',
    'You must specify either TrailName or EventDataStore, but not both.',
  );
}

export const configuredResource: NonNullable<Action['resource']> = (call, world) =>
  call.input.EventDataStore === undefined
    ? resolvedArn(call, call.input.TrailName)
    : eventDataStoreResource(call, world);

export function trailConfiguration({ arn, aggregations }: Trail): Output {
  return { TrailARN: arn, AggregationConfigurations: aggregations };
}

export function storeConfiguration({ arn, configuration }: EventDataStore): Output {
  return { EventDataStoreArn: arn, ...configuration };
}

const templates = ['API_ACTIVITY', 'RESOURCE_ACCESS', 'USER_ACTIONS'];

/** An empty list switches aggregation off. Only data events are aggregated [D API_AggregationConfiguration]. */
export function readAggregations(written: unknown): readonly AggregationConfiguration[] {
  const list = Array.isArray(written) ? (written as readonly AggregationConfiguration[]) : [];
  for (const { Templates, EventCategory } of list) {
    const known = Templates?.length > 0 && Templates.every((one) => templates.includes(one));
    if (!known || EventCategory !== 'Data') {
      throw new Refusal('InvalidParameterException', 'The aggregation configuration is not valid.');
    }
  }
  return list;
}
