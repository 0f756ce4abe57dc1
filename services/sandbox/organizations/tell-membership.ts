import { recordServiceEvent } from '../cloudtrail/record-service-event';
import type { World } from '../core/world';
import { recordedTime } from './recorded-time';
import type { Organization } from './state';

export type MembershipChange =
  | {
      readonly eventName: 'AccountJoinedOrganization';
      readonly accountId: string;
      readonly joinedMethod: 'CREATED' | 'INVITED';
    }
  | {
      readonly eventName: 'AccountDepartedOrganization';
      readonly accountId: string;
      readonly departureMethod: 'LEFT' | 'REMOVED';
    };

/**
 * The service event that only the management account's us-east-1 sees, after the record of the call.
 * Field names are those of the newer API reference (`departureMethod`, not `departedMethod`); where
 * they sit in the record is a guess [U].
 */
export function tellMembership(
  world: World,
  organization: Organization,
  { eventName, ...change }: MembershipChange,
): void {
  const at = recordedTime(world.now());
  const time = 'joinedMethod' in change ? { joinedTime: at } : { departureTime: at };
  const { id: organizationId, managementAccountId } = organization;
  setImmediate(() =>
    recordServiceEvent(world, {
      accountId: managementAccountId,
      region: 'us-east-1',
      eventSource: 'organizations.amazonaws.com',
      eventName,
      serviceEventDetails: { ...change, ...time, organizationId, managementAccountId },
    }),
  );
}
