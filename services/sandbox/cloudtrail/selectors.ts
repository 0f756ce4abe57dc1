import { Refusal } from '../core/service';
import type { AdvancedEventSelector, EventSelector, FieldSelector, Selectors } from './state';

/** A new trail records every management event. */
export const defaultSelectors: Selectors = {
  kind: 'basic',
  selectors: [
    {
      ReadWriteType: 'All',
      IncludeManagementEvents: true,
      DataResources: [],
      ExcludeManagementEventSources: [],
    },
  ],
};

export interface ManagementEvent {
  readonly eventSource: string;
  readonly readOnly: boolean;
}

/** True when a trail with these selectors records the management event. */
export function selects(selectors: Selectors, event: ManagementEvent): boolean {
  if (selectors.kind === 'basic') {
    return selectors.selectors.some((selector) => basicSelects(selector, event));
  }
  return selectors.selectors.some(({ FieldSelectors }) =>
    FieldSelectors.every((field) => fieldSelects(field, event)),
  );
}

function basicSelects(selector: EventSelector, event: ManagementEvent): boolean {
  if (!selector.IncludeManagementEvents) return false;
  if (selector.ExcludeManagementEventSources.includes(event.eventSource)) return false;
  if (selector.ReadWriteType === 'All') return true;
  return (selector.ReadWriteType === 'ReadOnly') === event.readOnly;
}

const operators = {
  Equals: (actual: string, value: string) => actual === value,
  StartsWith: (actual: string, value: string) => actual.startsWith(value),
  EndsWith: (actual: string, value: string) => actual.endsWith(value),
} as const;

function fieldSelects(field: FieldSelector, event: ManagementEvent): boolean {
  const actual = actualValue(field.Field, event);
  return (['Equals', 'StartsWith', 'EndsWith'] as const).every((name) => {
    const holds = (value: string) => operators[name](actual, value);
    return (field[name]?.some(holds) ?? true) && !field[`Not${name}`]?.some(holds);
  });
}

/** Fields of data events (`resources.type` …) are empty here: a management event never matches them. */
function actualValue(field: string, event: ManagementEvent): string {
  if (field === 'eventCategory') return 'Management';
  if (field === 'readOnly') return String(event.readOnly);
  return field === 'eventSource' ? event.eventSource : '';
}

type Written = Readonly<Record<string, unknown>>;

const readWriteTypes = ['All', 'ReadOnly', 'WriteOnly'] as const;
const excludable = ['kms.amazonaws.com', 'rdsdata.amazonaws.com'];

const invalid = (message: string): Refusal =>
  new Refusal('InvalidEventSelectorsException', message);

/** Exactly one kind, or a refusal [D API_PutEventSelectors]. */
export function readSelectors(input: Written): Selectors {
  const { EventSelectors: basic, AdvancedEventSelectors: advanced } = input;
  if (Array.isArray(basic) === Array.isArray(advanced)) {
    throw invalid(
      'You must specify either EventSelectors or AdvancedEventSelectors, but not both.',
    );
  }
  if (Array.isArray(basic)) {
    if (basic.length > 5) throw invalid('A trail can have up to five event selectors.');
    return { kind: 'basic', selectors: basic.map(readBasic) };
  }
  const selectors = (advanced as readonly Written[]).map(readAdvanced);
  return { kind: 'advanced', selectors };
}

function readBasic(written: Written): EventSelector {
  const type = readWriteTypes.find((one) => one === (written.ReadWriteType ?? 'All'));
  if (!type) {
    throw invalid(`Value ${String(written.ReadWriteType)} for ReadWriteType is invalid.`);
  }
  const excluded = (written.ExcludeManagementEventSources ?? []) as readonly string[];
  const wrong = excluded.find((source) => !excludable.includes(source));
  if (wrong !== undefined) {
    throw invalid(`Value ${wrong} for ExcludeManagementEventSources is invalid.`);
  }
  return {
    ReadWriteType: type,
    IncludeManagementEvents: written.IncludeManagementEvents !== false,
    DataResources: (written.DataResources ?? []) as readonly unknown[],
    ExcludeManagementEventSources: excluded,
  };
}

function readAdvanced(written: Written): AdvancedEventSelector {
  const fields = (written.FieldSelectors ?? []) as readonly FieldSelector[];
  const category = fields.find(({ Field }) => Field === 'eventCategory');
  if (category?.Equals?.length !== 1) {
    throw invalid('Each advanced event selector needs one eventCategory Equals.');
  }
  if (category.Equals[0] === 'Management') checkManagementFields(fields);
  return {
    ...(typeof written.Name === 'string' && { Name: written.Name }),
    FieldSelectors: fields,
  };
}

/** On trails management events may be narrowed by these only (techniques CT-09). */
function checkManagementFields(fields: readonly FieldSelector[]): void {
  const known = ['eventCategory', 'readOnly', 'eventSource'];
  const wrong = fields.find(({ Field }) => !known.includes(Field));
  if (wrong === undefined) return;
  throw invalid(`Field ${wrong.Field} cannot be used with management events on a trail.`);
}
