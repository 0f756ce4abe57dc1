import type { LookupAttribute } from '../../domain/lookup';
import { field } from '../../record/json';

/** Is this the record that is wanted? Event history filters by itself; a reader of log files must ask. */
export function isNamedIn(record: unknown, { key, value }: LookupAttribute): boolean {
  switch (key) {
    case 'EventId':
      return field(record, 'eventID') === value;
    case 'EventName':
      return field(record, 'eventName') === value;
    case 'ResourceName':
      return SPOKEN_OF.some((name) => mentions(field(record, name), value));
  }
}

/** One record is enough: ids are unique, and a key is given out once. */
export const isTheOnlyOne = (record: unknown, attribute: LookupAttribute): boolean =>
  attribute.key === 'EventId' ||
  (attribute.key === 'ResourceName' &&
    mentions(field(record, 'responseElements'), attribute.value));

/** Not in `userIdentity`, which names the key of every call that was made with it. */
const SPOKEN_OF = ['responseElements', 'requestParameters', 'resources'] as const;

const mentions = (part: unknown, value: string): boolean =>
  part !== undefined && JSON.stringify(part).includes(JSON.stringify(value));
