import type { Call } from '../../core/call';
import { Refusal } from '../../core/refusal';
import type { Action, Output } from '../../core/service';
import type { World } from '../../core/world';
import {
  configuredResource,
  namesTrail,
  readAggregations,
  storeConfiguration,
  trailConfiguration,
} from '../event-configuration';
import { activeEventDataStore } from '../event-data-store-of-call';
import { writeQuota } from '../quotas';
import { resultInRecord } from '../trail-record';
import { writableTrail } from '../writable-trail';

/** Aggregation is a trail's, size and context keys are an event data store's [D API_PutEventConfiguration]. */
export const putEventConfiguration: Action = {
  readOnly: false,
  resource: configuredResource,
  quota: writeQuota('other'),
  handle: (call, world) => (namesTrail(call) ? ofTrail(call, world) : ofStore(call, world)),
  record: resultInRecord,
};

function ofTrail(call: Call, world: World): Output {
  const { TrailName, AggregationConfigurations, MaxEventSize, ContextKeySelectors } = call.input;
  if (MaxEventSize !== undefined || ContextKeySelectors !== undefined) throw notOfThis('trail');
  const trail = writableTrail(world, call, TrailName, 'update');
  trail.aggregations = readAggregations(AggregationConfigurations);
  return trailConfiguration(trail);
}

function ofStore(call: Call, world: World): Output {
  const { AggregationConfigurations, MaxEventSize, ContextKeySelectors } = call.input;
  if (AggregationConfigurations !== undefined) throw notOfThis('event data store');
  const store = activeEventDataStore(world, call);
  store.configuration = {
    MaxEventSize:
      typeof MaxEventSize === 'string' ? MaxEventSize : store.configuration.MaxEventSize,
    ContextKeySelectors: Array.isArray(ContextKeySelectors)
      ? ContextKeySelectors
      : store.configuration.ContextKeySelectors,
  };
  return storeConfiguration(store);
}

function notOfThis(what: string): Refusal {
  return new Refusal(
    'InvalidParameterCombinationException',
    `The parameters cannot be combined for ${what === 'trail' ? 'a' : 'an'} ${what}.`,
  );
}
