import type { Output } from '../core/service';
import type { World } from '../core/world';
import type { Handshake } from './handshake';

/** An invitation, with the organization as the invited account may know it [D orgs_security_incident-response]. */
export function handshakeOutput(world: World, handshake: Handshake): Output {
  const { organization, accounts } = world.organization;
  const { id, arn, invitedAccountId, notes, requestedAt, expiresAt, state } = handshake;
  const management = accounts.get(organization?.managementAccountId ?? '');
  const about = [
    { Type: 'MASTER_EMAIL', Value: organization?.managementEmail },
    { Type: 'MASTER_NAME', Value: management?.name },
    { Type: 'ORGANIZATION_FEATURE_SET', Value: 'ALL' },
  ];
  return {
    Id: id,
    Arn: arn,
    Parties: [
      { Id: organization?.id, Type: 'ORGANIZATION' },
      { Id: invitedAccountId, Type: 'ACCOUNT' },
    ],
    State: state,
    RequestedTimestamp: requestedAt,
    ExpirationTimestamp: expiresAt,
    Action: 'INVITE',
    Resources: [
      { Type: 'ORGANIZATION', Value: organization?.id, Resources: about },
      { Type: 'ACCOUNT', Value: invitedAccountId },
      ...(notes === undefined ? [] : [{ Type: 'NOTES', Value: notes }]),
    ],
  };
}
