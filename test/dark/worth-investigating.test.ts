import { expect, test } from '@jest/globals';
import { incidentIn, worthInvestigating } from '../../services/investigator/worth-investigating';

type Images = NonNullable<Parameters<typeof worthInvestigating>[0]['dynamodb']>;
const change = (dynamodb: Images) => worthInvestigating({ eventSource: 'aws:dynamodb', dynamodb });

const incident = {
  sk: { S: 'INCIDENT' },
  id: { S: 'inc-1' },
  openedAt: { S: '2026-11-22T12:00:00Z' },
};

test('a new incident is investigated, and again when it gets evidence, a restoration or a blind time', () => {
  expect(change({ NewImage: incident })).toBe('inc-1');
  const news = [
    { evidence: { M: { eventId: { S: 'e' } } } },
    { restoredAt: { S: '2026-11-22T12:00:09Z' } },
    { blindMs: { N: '12' } },
    { blindSince: { S: '2026-11-22T12:00:00Z' } },
  ];
  for (const more of news) {
    expect(change({ OldImage: incident, NewImage: { ...incident, ...more } })).toBe('inc-1');
  }
});

test('the investigator’s own writes do not start it', () => {
  const written = {
    dark: { M: {} },
    lineage: { M: {} },
    contacts: { M: {} },
    revision: { N: '2' },
  };
  const NewImage = { ...incident, ...written };
  expect(change({ OldImage: incident, NewImage })).toBeUndefined();
});

test('no other row of the table starts it', () => {
  expect(change({ NewImage: { ...incident, sk: { S: 'FACET#UNACKNOWLEDGED' } } })).toBeUndefined();
  expect(change({ OldImage: incident })).toBeUndefined();
  expect(change({})).toBeUndefined();
});

test('a message that names no incident is an error', () => {
  expect(incidentIn('{"incident":"inc-1"}')).toBe('inc-1');
  for (const body of ['', '{}', '{"incident":7}', 'null']) {
    expect(() => incidentIn(body)).toThrow('No incident is named');
  }
});
