import type { Row } from '../../record/row';
import { assumeRootRecords } from './assume-root/record';
import { changeDelegatedAdministratorRecords } from './change-delegated-administrator/record';
import { closeAccountRecords } from './close-account/record';
import { closeRegionRecords } from './close-region/record';
import { leaveOrganizationRecords } from './leave-organization/record';
import { moveAccountRecords } from './move-account/record';
import { openRegionRecords } from './open-region/record';
import { removeAccountRecords } from './remove-account/record';
import { rewireLandingZoneRecords } from './rewire-landing-zone/record';
import { transferAccountRecords } from './transfer-account/record';
import { withdrawDelegationRecords } from './withdraw-delegation/record';
import { withdrawTrustedAccessRecords } from './withdraw-trusted-access/record';

export const membershipRecords: readonly Row[] = [
  ...withdrawTrustedAccessRecords, // ORG-01
  ...leaveOrganizationRecords, // ORG-02
  ...removeAccountRecords, // ORG-03
  ...transferAccountRecords, // ORG-04
  ...moveAccountRecords, // ORG-07
  ...closeAccountRecords, // ORG-08
  ...withdrawDelegationRecords, // ORG-09
  ...rewireLandingZoneRecords, // ORG-10
  ...assumeRootRecords, // ORG-11
  ...changeDelegatedAdministratorRecords, // CT-13
  ...openRegionRecords, // ACC-01
  ...closeRegionRecords, // ACC-02
];
