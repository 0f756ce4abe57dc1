import { DISABLE_LOGS, type Technique } from '../../../domain/technique';
import { nameOf } from '../../../domain/warden-arn';
import { centralRules, drillOn, targetOf } from '../drill-on';
import { foundIn, gonePart } from '../seen-part';

/** DeleteEventBus, after its rules: AWS deletes no bus that has any. [D] API_DeleteEventBus */
export const deleteBus: Technique<'warden'> = {
  id: 'delete-bus',
  title: 'Delete the central bus',
  subject: 'warden',
  severity: 'critical',
  row: 'GRD-02',
  mitre: DISABLE_LOGS,
  events: { 'events.amazonaws.com': ['DeleteEventBus', 'DeleteRule', 'RemoveTargets'] },
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
  drill: (bus) => {
    const EventBusName = nameOf(bus.id);
    return drillOn(
      'bus',
      bus,
      ...centralRules.flatMap(
        (Rule) =>
          [
            ['events:RemoveTargets', { Rule, EventBusName, Ids: [targetOf(Rule)] }],
            ['events:DeleteRule', { Name: Rule, EventBusName }],
          ] as const,
      ),
      ['events:DeleteEventBus', { Name: EventBusName }],
    );
  },
};
