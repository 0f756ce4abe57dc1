import { actionsOn, actionsWith } from '../../core/make-action';
import { type Action, type Call, type Output, Refusal, type World } from '../../core/service';
import {
  activeEventDataStore,
  eventDataStoreOfCall,
  eventDataStoreResource,
} from '../event-data-store-of-call';
import { readQuota, writeQuota } from '../quotas';
import { resultInRecord } from '../record';
import { readSelectors } from '../selectors';
import type {
  AdvancedEventSelector,
  AggregationConfiguration,
  EventDataStore,
  InsightSelector,
  Trail,
} from '../state';
import { inspectableTrail, resolvedArn, writableTrail } from '../trail';

const trailResource = (call: Call): string => resolvedArn(call, call.input.TrailName);

const readTrail = actionsOn({ resource: trailResource, quota: readQuota }, trailToRead);

const changeTrail = actionsOn({ resource: trailResource, record: resultInRecord }, trailToChange);

function trailToRead(call: Call, world: World): Trail {
  return inspectableTrail(world, call, call.input.TrailName);
}

function trailToChange(call: Call, world: World): Trail {
  return writableTrail(world, call, call.input.TrailName, 'update');
}

/** Exactly one of a trail and an event data store. */
function namesTrail({ input }: Call): boolean {
  const { TrailName, EventDataStore } = input;
  if ((TrailName === undefined) !== (EventDataStore === undefined)) return TrailName !== undefined;
  throw new Refusal(
    'InvalidParameterCombinationException',
    'You must specify either TrailName or EventDataStore, but not both.',
  );
}

const configuredResource: NonNullable<Action['resource']> = (call, world) =>
  call.input.EventDataStore === undefined
    ? trailResource(call)
    : eventDataStoreResource(call, world);

const onConfigured = actionsWith({ resource: configuredResource });

function trailConfiguration({ arn, aggregations }: Trail): Output {
  return { TrailARN: arn, AggregationConfigurations: aggregations };
}

function storeConfiguration({ arn, configuration }: EventDataStore): Output {
  return { EventDataStoreArn: arn, ...configuration };
}

const templates = ['API_ACTIVITY', 'RESOURCE_ACCESS', 'USER_ACTIONS'];

/** An empty list switches aggregation off. Only data events are aggregated [D API_AggregationConfiguration]. */
function readAggregations(written: unknown): readonly AggregationConfiguration[] {
  const list = Array.isArray(written) ? (written as readonly AggregationConfiguration[]) : [];
  for (const { Templates, EventCategory } of list) {
    const known = Templates?.length > 0 && Templates.every((one) => templates.includes(one));
    if (!known || EventCategory !== 'Data') {
      throw new Refusal('InvalidParameterException', 'The aggregation configuration is not valid.');
    }
  }
  return list;
}

export const putEventSelectors = changeTrail(
  { quota: writeQuota('PutEventSelectors') },
  (trail, { input }) => {
    trail.selectors = readSelectors(input);
    return selectorsOutput(trail);
  },
);

/** PutEventSelectors answers in the order that was given, and this in the order of the fields' names. [R] */
export const getEventSelectors = readTrail((trail) => {
  const output = selectorsOutput(trail);
  const { AdvancedEventSelectors: advanced } = output as {
    readonly AdvancedEventSelectors?: readonly AdvancedEventSelector[];
  };
  return advanced ? { ...output, AdvancedEventSelectors: advanced.map(withSortedFields) } : output;
});

const withSortedFields = (selector: AdvancedEventSelector): AdvancedEventSelector => ({
  ...selector,
  FieldSelectors: [...selector.FieldSelectors].sort((one, other) =>
    one.Field < other.Field ? -1 : 1,
  ),
});

export const putInsightSelectors = changeTrail(
  { quota: writeQuota('PutInsightSelectors') },
  (trail, { input }) => {
    trail.insightSelectors = readInsightSelectors(input.InsightSelectors);
    return { TrailARN: trail.arn, InsightSelectors: trail.insightSelectors };
  },
);

export const getInsightSelectors = readTrail(({ arn, insightSelectors }) => {
  if (insightSelectors.length > 0) return { TrailARN: arn, InsightSelectors: insightSelectors };
  throw new Refusal(
    'InsightNotEnabledException',
    `Trail ${arn} does not have Insights enabled. Edit the trail settings to enable Insights, and then try the operation again.`,
  );
});

/** Aggregation is a trail's, size and context keys are an event data store's [D API_PutEventConfiguration]. */
export const putEventConfiguration = onConfigured(
  { quota: writeQuota('other'), record: resultInRecord },
  (call, world) => (namesTrail(call) ? ofTrail(call, world) : ofStore(call, world)),
);

function ofTrail(call: Call, world: World): Output {
  const { AggregationConfigurations, MaxEventSize, ContextKeySelectors } = call.input;
  if (MaxEventSize !== undefined || ContextKeySelectors !== undefined) throw notOfThis('trail');
  const trail = trailToChange(call, world);
  trail.aggregations = readAggregations(AggregationConfigurations);
  return trailConfiguration(trail);
}

function ofStore(call: Call, world: World): Output {
  const { AggregationConfigurations, MaxEventSize, ContextKeySelectors } = call.input;
  if (AggregationConfigurations !== undefined) throw notOfThis('event data store');
  const store = activeEventDataStore(world, call);
  store.configuration = {
    ...store.configuration,
    ...(typeof MaxEventSize === 'string' && { MaxEventSize }),
    ...(Array.isArray(ContextKeySelectors) && { ContextKeySelectors }),
  };
  return storeConfiguration(store);
}

function notOfThis(what: string): Refusal {
  return new Refusal(
    'InvalidParameterCombinationException',
    `The parameters cannot be combined for ${what === 'trail' ? 'a' : 'an'} ${what}.`,
  );
}

export const getEventConfiguration = onConfigured({ quota: readQuota }, (call, world) =>
  namesTrail(call)
    ? trailConfiguration(trailToRead(call, world))
    : storeConfiguration(eventDataStoreOfCall(world, call)),
);

/** Whichever kind is set; the other is left out. */
function selectorsOutput({ arn, selectors }: Trail): Output {
  return selectors.kind === 'basic'
    ? { TrailARN: arn, EventSelectors: selectors.selectors }
    : { TrailARN: arn, AdvancedEventSelectors: selectors.selectors };
}

const types = ['ApiCallRateInsight', 'ApiErrorRateInsight'];

/** An empty list switches Insights off. */
function readInsightSelectors(written: unknown): readonly InsightSelector[] {
  const selectors = Array.isArray(written) ? (written as readonly InsightSelector[]) : [];
  const wrong = selectors.find(({ InsightType }) => !types.includes(InsightType));
  if (!wrong) return selectors;
  throw new Refusal(
    'InvalidInsightSelectorsException',
    `Value ${wrong.InsightType} for InsightType is invalid.`,
  );
}
