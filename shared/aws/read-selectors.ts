import type {
  AdvancedEventSelector,
  EventSelector,
  GetEventSelectorsCommandOutput,
} from '@aws-sdk/client-cloudtrail';
import type {
  AdvancedSelector,
  BasicSelector,
  FieldSelector,
  Selectors,
} from '../domain/selectors';

/** A trail has one kind. Where it has neither, that is recorded, and AWS's default for new trails is not assumed. */
export const selectorsFrom = (answer: GetEventSelectorsCommandOutput): Selectors =>
  (answer.AdvancedEventSelectors?.length ?? 0) > 0
    ? { kind: 'advanced', selectors: (answer.AdvancedEventSelectors ?? []).map(advanced) }
    : { kind: 'basic', selectors: (answer.EventSelectors ?? []).map(basic) };

/** A field that AWS leaves out has AWS's default. [D] API_EventSelector */
const basic = (selector: EventSelector): BasicSelector => ({
  ReadWriteType: selector.ReadWriteType ?? 'All',
  IncludeManagementEvents: selector.IncludeManagementEvents ?? true,
  ExcludeManagementEventSources: selector.ExcludeManagementEventSources ?? [],
  DataResources: (selector.DataResources ?? []).map(({ Type = '', Values = [] }) => ({
    Type,
    Values,
  })),
});

const advanced = ({ Name, FieldSelectors = [] }: AdvancedEventSelector): AdvancedSelector => ({
  ...(Name !== undefined && { Name }),
  FieldSelectors: FieldSelectors.map(
    (selector) =>
      Object.fromEntries(
        Object.entries(selector).filter(([, value]) => value !== undefined),
      ) as unknown as FieldSelector,
  ),
});
