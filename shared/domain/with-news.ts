import type { IncidentRecord } from './incident-record';

/** Fields whose change a person may have to hear of; every other field is a number on the incident. */
const NEWS = [
  'openedAt',
  'state',
  'acknowledgement',
  'again',
  'ask',
  'playbook',
  'evidence',
  'restoredAt',
  'blindSince',
  'blindMs',
] as const;

/** Marks the write of which channels and the investigator are told; the stream passes no other write on. */
export function withNews(record: IncidentRecord, held: IncidentRecord | undefined): IncidentRecord {
  const { news: _, ...rest } = record;
  const text = (of: IncidentRecord | undefined, name: (typeof NEWS)[number]) =>
    JSON.stringify(of?.[name]);
  return NEWS.some((name) => text(rest, name) !== text(held, name))
    ? { ...rest, news: 'yes' }
    : rest;
}
