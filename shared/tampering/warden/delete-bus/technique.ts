import { DISABLE_LOGS, type Technique } from '../../../domain/technique';
import { nameOf } from '../../../domain/warden-arn';
import { centralRules, drillOn, targetOf } from '../drill-on';
import { partIsGone } from '../seen-part';

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
  detect: partIsGone('bus', 'delete-bus'),
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
