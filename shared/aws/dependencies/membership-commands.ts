import { EnableRegionCommand } from '@aws-sdk/client-account';
import {
  DeregisterOrganizationDelegatedAdminCommand,
  RegisterOrganizationDelegatedAdminCommand,
} from '@aws-sdk/client-cloudtrail';
import { EnableAWSServiceAccessCommand } from '@aws-sdk/client-organizations';
import type { MembershipSteps } from '../../domain/membership';
import { by, type Commands } from './commands';

/** The SDK's command for each write that puts a membership back. */
export const membershipCommands: Commands<MembershipSteps> = {
  'organizations:EnableAWSServiceAccess': by('organizations', EnableAWSServiceAccessCommand),
  'cloudtrail:RegisterOrganizationDelegatedAdmin': by(
    'cloudtrail',
    RegisterOrganizationDelegatedAdminCommand,
  ),
  'cloudtrail:DeregisterOrganizationDelegatedAdmin': by(
    'cloudtrail',
    DeregisterOrganizationDelegatedAdminCommand,
  ),
  'account:EnableRegion': by('account', EnableRegionCommand),
};
