import { ofGuard, onRole } from '../on-role';
import { changeRoleBoundary } from './technique';

const { row, title } = changeRoleBoundary;

export const changeRoleBoundaryRecords = [
  onRole(changeRoleBoundary, ofGuard('DeleteRolePermissionsBoundary')),
  // Without a technique: the record does not tell whether there was a boundary before.
  onRole({ row, title }, ofGuard('PutRolePermissionsBoundary')),
];
