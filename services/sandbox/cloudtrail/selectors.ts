/** What a trail records. Setting one kind removes the other [D API_PutEventSelectors]. */
export type Selectors =
  | { readonly kind: 'basic'; readonly selectors: readonly EventSelector[] }
  | { readonly kind: 'advanced'; readonly selectors: readonly AdvancedEventSelector[] };

/** In AWS's spelling: it comes and goes as it is. */
export interface EventSelector {
  readonly ReadWriteType: 'All' | 'ReadOnly' | 'WriteOnly';
  readonly IncludeManagementEvents: boolean;
  readonly DataResources: readonly unknown[];
  readonly ExcludeManagementEventSources: readonly string[];
}

export interface AdvancedEventSelector {
  readonly Name?: string;
  readonly FieldSelectors: readonly FieldSelector[];
}

export interface FieldSelector {
  readonly Field: string;
  readonly Equals?: readonly string[];
  readonly StartsWith?: readonly string[];
  readonly EndsWith?: readonly string[];
  readonly NotEquals?: readonly string[];
  readonly NotStartsWith?: readonly string[];
  readonly NotEndsWith?: readonly string[];
}

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

function fieldSelects(field: FieldSelector, event: ManagementEvent): boolean {
  const actual = actualValue(field.Field, event);
  const some = (values: readonly string[] | undefined, test: (value: string) => boolean) =>
    values === undefined || values.some(test);
  const none = (values: readonly string[] | undefined, test: (value: string) => boolean) =>
    !(values ?? []).some(test);
  return (
    some(field.Equals, (value) => actual === value) &&
    some(field.StartsWith, (value) => actual.startsWith(value)) &&
    some(field.EndsWith, (value) => actual.endsWith(value)) &&
    none(field.NotEquals, (value) => actual === value) &&
    none(field.NotStartsWith, (value) => actual.startsWith(value)) &&
    none(field.NotEndsWith, (value) => actual.endsWith(value))
  );
}

/** Fields of data events (`resources.type` …) are empty here: a management event never matches them. */
function actualValue(field: string, event: ManagementEvent): string {
  if (field === 'eventCategory') return 'Management';
  if (field === 'readOnly') return String(event.readOnly);
  return field === 'eventSource' ? event.eventSource : '';
}
