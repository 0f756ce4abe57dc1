import { DISABLE_LOGS, type Technique } from '../../../domain/technique';
import { nameOf } from '../../../domain/warden-arn';
import { drillOn } from '../drill-on';
import { foundIn, seenPart } from '../seen-part';

/** RemovePermission, or PutPermission with another policy: every account's signals bounce at once. */
export const closeBus: Technique<'warden'> = {
  id: 'close-bus',
  title: 'Close the central bus to the organization',
  subject: 'warden',
  severity: 'critical',
  row: 'GRD-02',
  mitre: DISABLE_LOGS,
  events: { 'events.amazonaws.com': ['PutPermission', 'RemovePermission'] },
  parts: [],
  detect: (observation, expected) => {
    const { must, is } = seenPart('bus', observation, expected) ?? {};
    const isChanged = must?.policy !== undefined && must.policy !== is?.policy;
    return foundIn(isChanged ? ['policy'] : [], {
      technique: 'close-bus',
      expected: must?.policy ?? 'none',
      actual: is?.policy ?? 'none',
      sentence: `The policy of bus ${must?.name} was ${is?.policy ? 'changed' : 'removed'}.`,
    });
  },
  drill: (bus) =>
    drillOn('bus', bus, [
      'events:RemovePermission',
      { EventBusName: nameOf(bus.id), RemoveAllPermissions: true },
    ]),
};
