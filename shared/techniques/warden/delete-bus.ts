import type { Technique } from '../../domain/technique';
import { nameOf } from '../../domain/warden-arn';
import { drillOn } from './drill-on';
import { foundIn, gonePart } from './seen-part';

/** DeleteEventBus. Its rules must be gone first, so delete-rule is seen before. */
export const deleteBus: Technique<'warden'> = {
  id: 'delete-bus',
  title: 'Delete the central bus',
  subject: 'warden',
  severity: 'critical',
  row: 'GRD-02',
  mitre: ['T1685.002', 'T1562.008'],
  description:
    'Deletes the bus to which every account reports. No account’s changes arrive any more; under the same name it has the same ARN, so the members’ rules need no change.',
  notRestorable:
    'Nothing that reached trailwarden-undelivered in the members; it must be sent again from there.',
  events: { 'events.amazonaws.com': ['DeleteEventBus'] },
  parts: [],
  detect: (observation, expected) => {
    const must = gonePart('bus', observation, expected);
    return foundIn(must ? ['bus'] : [], {
      technique: 'delete-bus',
      expected: 'a bus',
      actual: 'no bus of this name',
      sentence: `Bus ${must?.name} was deleted.`,
    });
  },
  drill: (bus) => drillOn('bus', bus, ['events:DeleteEventBus', { Name: nameOf(bus.id) }]),
};
