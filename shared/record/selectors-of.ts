import type { AdvancedSelector, BasicSelector, Selectors } from '../domain/selectors';
import { field, flag, list, text, texts } from './json';
import type { LogRecord } from './log-record';

/**
 * The selectors a PutEventSelectors asks for, of either kind; else those its answer holds. Undefined when
 * the record holds neither.
 */
export const selectorsOf = ({ request, response }: LogRecord): Selectors | undefined =>
  readSelectors(request) ?? readSelectors(response);

function readSelectors(value: unknown): Selectors | undefined {
  const advanced = field(value, 'advancedEventSelectors');
  const basic = field(value, 'eventSelectors');
  if (Array.isArray(advanced) && (advanced.length > 0 || !Array.isArray(basic))) {
    return { kind: 'advanced', selectors: advanced.map(readAdvanced) };
  }
  return Array.isArray(basic) ? { kind: 'basic', selectors: basic.map(readBasic) } : undefined;
}

/** What is left out has AWS's default: all events, management events included. [D] API_EventSelector */
export const readBasic = (selector: unknown): BasicSelector => ({
  ReadWriteType: accessOf(text(field(selector, 'readWriteType'))),
  IncludeManagementEvents: flag(field(selector, 'includeManagementEvents')) ?? true,
  ExcludeManagementEventSources: texts(field(selector, 'excludeManagementEventSources')),
  DataResources: list(field(selector, 'dataResources')).map((resource) => ({
    Type: text(field(resource, 'type')) ?? '',
    Values: texts(field(resource, 'values')),
  })),
});

const accessOf = (written: string | undefined): BasicSelector['ReadWriteType'] =>
  written === 'ReadOnly' || written === 'WriteOnly' ? written : 'All';

export const readAdvanced = (selector: unknown): AdvancedSelector => ({
  FieldSelectors: list(field(selector, 'fieldSelectors')).map((one) => ({
    Field: text(field(one, 'field')) ?? '',
    Equals: texts(field(one, 'equals')),
    NotEquals: texts(field(one, 'notEquals')),
    StartsWith: texts(field(one, 'startsWith')),
    NotStartsWith: texts(field(one, 'notStartsWith')),
    EndsWith: texts(field(one, 'endsWith')),
    NotEndsWith: texts(field(one, 'notEndsWith')),
  })),
});

const access = (ReadWriteType: 'ReadOnly' | 'WriteOnly'): BasicSelector => ({
  ReadWriteType,
  IncludeManagementEvents: true,
  ExcludeManagementEventSources: [],
  DataResources: [],
});

/** All management events, as two streams: one selector for reads and one for writes are everything too. */
export const allManagement: Selectors = {
  kind: 'basic',
  selectors: [access('ReadOnly'), access('WriteOnly')],
};
