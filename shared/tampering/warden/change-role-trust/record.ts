import { ofGuard, onRole } from '../on-role';
import { changeRoleTrust } from './technique';

export const changeRoleTrustRecords = [onRole(changeRoleTrust, ofGuard('UpdateAssumeRolePolicy'))];
