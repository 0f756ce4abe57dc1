import { refuse } from './refusals';
import type { AdvancedEventSelector, EventSelector, FieldSelector, Selectors } from './selectors';

type Written = Readonly<Record<string, unknown>>;

const readWriteTypes = ['All', 'ReadOnly', 'WriteOnly'] as const;

/** Exactly one kind, or a refusal [D API_PutEventSelectors]. */
export function readSelectors(input: Written): Selectors {
  const { EventSelectors: basic, AdvancedEventSelectors: advanced } = input;
  if (Array.isArray(basic) === Array.isArray(advanced)) {
    throw refuse.invalidEventSelectors(
      'You must specify either EventSelectors or AdvancedEventSelectors, but not both.',
    );
  }
  if (Array.isArray(basic)) {
    if (basic.length > 5)
      throw refuse.invalidEventSelectors('A trail can have up to five event selectors.');
    return { kind: 'basic', selectors: basic.map(readBasic) };
  }
  const selectors = (advanced as readonly Written[]).map(readAdvanced);
  return { kind: 'advanced', selectors };
}

function readBasic(written: Written): EventSelector {
  const type = readWriteTypes.find((one) => one === (written.ReadWriteType ?? 'All'));
  if (!type) {
    throw refuse.invalidEventSelectors(
      `Value ${String(written.ReadWriteType)} for ReadWriteType is invalid.`,
    );
  }
  const excluded = (written.ExcludeManagementEventSources ?? []) as readonly string[];
  const wrong = excluded.find(
    (source) => source !== 'kms.amazonaws.com' && source !== 'rdsdata.amazonaws.com',
  );
  if (wrong !== undefined) {
    throw refuse.invalidEventSelectors(
      `Value ${wrong} for ExcludeManagementEventSources is invalid.`,
    );
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
    throw refuse.invalidEventSelectors(
      'Each advanced event selector needs one eventCategory Equals.',
    );
  }
  if (category.Equals[0] === 'Management') fields.forEach(checkManagementField);
  return {
    ...(typeof written.Name === 'string' && { Name: written.Name }),
    FieldSelectors: fields,
  };
}

/** On trails management events may be narrowed by these only (techniques CT-09). */
function checkManagementField({ Field }: FieldSelector): void {
  if (!['eventCategory', 'readOnly', 'eventSource'].includes(Field)) {
    throw refuse.invalidEventSelectors(
      `Field ${Field} cannot be used with management events on a trail.`,
    );
  }
}
