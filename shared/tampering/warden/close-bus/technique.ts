import { DISABLE_LOGS, type Technique } from '../../../domain/technique';
import { nameOf } from '../../../domain/warden-arn';
import { drillOn } from '../drill-on';
import { partDiffers } from '../seen-part';

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
  detect: partDiffers('bus', 'close-bus', ({ name, policy: own }, { policy }) => ({
    parts: own !== undefined && own !== policy ? ['policy'] : [],
    expected: own ?? 'none',
    actual: policy ?? 'none',
    sentence: `The policy of bus ${name} was ${policy ? 'changed' : 'removed'}.`,
  })),
  drill: (bus) =>
    drillOn('bus', bus, [
      'events:RemovePermission',
      { EventBusName: nameOf(bus.id), RemoveAllPermissions: true },
    ]),
};
