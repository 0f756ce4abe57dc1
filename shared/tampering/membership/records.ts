import { field, text, texts } from '../../record/json';
import type { LogRecord } from '../../record/log-record';
import { harm, type Row } from '../../record/row';
import { asks, each, openRowsOf, rowsOf, says } from '../records/rows-of';
import { assumeRootRecords } from './assume-root';
import { changeDelegatedAdministratorRecords } from './change-delegated-administrator/record';
import { closeAccount } from './close-account';
import { closeRegion } from './close-region/technique';
import { access, departed, inOrganization } from './in-organization';
import { leaveOrganization } from './leave-organization';
import { moveAccount } from './move-account';
import { openRegion } from './open-region';
import { removeAccount } from './remove-account';
import { rewireLandingZoneRecords } from './rewire-landing-zone';
import { transferAccountRecords } from './transfer-account';
import { withdrawDelegation } from './withdraw-delegation';
import { withdrawTrustedAccess } from './withdraw-trusted-access/technique';

const onAccount = rowsOf({
  source: 'organizations.amazonaws.com',
  subject: 'accounts',
  targets: ({ request }) => [text(field(request, 'accountId'))].flatMap((one) => one ?? []),
});

const region = {
  source: 'account.amazonaws.com',
  targets: ({ request }: LogRecord) => texts(field(request, 'regionName')),
};
const onRegion = openRowsOf(region);
const onGuardedRegion = rowsOf({ ...region, subject: 'regions' });

export const membershipRecords: readonly Row[] = [
  inOrganization('servicePrincipal')(
    withdrawTrustedAccess,
    access((service) => `${service} has no access to the organization any more.`),
  ), // ORG-01
  inOrganization('accountId')(leaveOrganization, {
    LeaveOrganization: says((account) => `Account ${account} left the organization and its trail.`),
    AccountDepartedOrganization: departed((how) => !/REMOVED|CLEANED|TRANSFERRED/.test(how)),
  }), // ORG-02
  inOrganization('accountId')(removeAccount, {
    RemoveAccountFromOrganization: says(
      (account) => `Account ${account} was removed from the organization.`,
    ),
    AccountDepartedOrganization: departed((how) => how === 'REMOVED'),
  }), // ORG-03
  ...transferAccountRecords, // ORG-04
  onAccount(moveAccount, {
    MoveAccount: ({ request }, _known, target) =>
      harm(
        `Account ${target} was moved to ${text(field(request, 'destinationParentId')) ?? 'another unit'}.`,
      ),
  }), // ORG-07
  inOrganization('accountId')(closeAccount, {
    ...each(
      ['CloseAccount', 'CloseAccountResult'],
      says((target) => `Account ${target} was closed.`),
    ),
    DeleteOrganization: says(() => 'The organization was deleted.'),
    AccountDepartedOrganization: departed((how) => how === 'CLEANED'),
  }), // ORG-08
  inOrganization('accountId')(withdrawDelegation, {
    DeregisterDelegatedAdministrator: access(
      (service) => `An account no longer administers ${service}.`,
    ),
  }), // ORG-09
  inOrganization(() => ['the organization'])(withdrawDelegation, {
    DeleteResourcePolicy: says(() => "The organization's delegation policy was deleted."),
    // AWS hides its content: HIDDEN_DUE_TO_SECURITY_REASONS.
    PutResourcePolicy: asks(
      () => "The organization's delegation policy was replaced; its content is hidden.",
    ),
  }), // ORG-09
  ...rewireLandingZoneRecords, // ORG-10
  ...assumeRootRecords, // ORG-11
  ...changeDelegatedAdministratorRecords, // CT-13
  onRegion(openRegion, {
    EnableRegion: says((target) => `Region ${target} was enabled; no rule of ours is there yet.`),
  }), // ACC-01
  onGuardedRegion(
    closeRegion,
    says((target) => `Region ${target}, which is guarded, was disabled.`),
  ), // ACC-02
];
