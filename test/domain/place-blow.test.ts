import { expect, test } from '@jest/globals';
import type { IncidentRecord } from '../../shared/domain/incident-record';
import { placeBlow, placeOf } from '../../shared/domain/place-blow';
import { anIncident } from '../builders/an-incident';
import { at } from '../builders/at';

const rules = { quietMs: 3_600_000, escalateAfter: 5 };
const held = (more: Partial<IncidentRecord> = {}): IncidentRecord => {
  const { techniques: _, actors: __, restoredAt: ___, windows: ____, ...rest } = anIncident();
  const { windowsElsewhere: _____, blindInPart: ______, ...known } = rest;
  return {
    ...known,
    ...{ organization: 'o', openedKey: '-', techniques: new Set(['weaken-bucket']) },
    ...{ state: 'escalated', openedAt: at(0), lastSeenAt: at(60), ...more },
  };
};
const through = { playbook: { name: 'bucket-policy', endedAt: at(50), lines: [] } } as const;
const event = { id: 'e', eventTime: at(70), evidence: anIncident().evidence } as never;

/** As a look that brought this event and found nothing more. */
const placed = (incident: IncidentRecord) => {
  const place = placeOf(event, incident);
  const events = place === 'after' ? [event] : [];
  const blow = { events, found: false, techniques: ['weaken-bucket'], at: at(71) };
  return placeBlow(blow, incident, rules);
};

test('a change joins an incident whose people are still asked', () => {
  expect(placed(held())).toEqual({ kind: 'join' });
});

test('a change after its playbook was through opens an incident of its own, which asks again', () => {
  expect(placed(held(through))).toMatchObject({ kind: 'open', follows: true });
  expect(placed(held({ ...through, state: 'restored', restoredAt: at(40) }))).toMatchObject({
    kind: 'open',
  });
});

test('a change that came before it was through does not, and neither does a fight', () => {
  const later = { playbook: { ...through.playbook, endedAt: at(80) } };
  expect(placed(held(later))).toEqual({ kind: 'join' });
  expect(placed(held({ ...through, events: 5 }))).toEqual({ kind: 'join' });
});
