import { ofGuard, onRole } from '../on-role';
import { deleteRole } from './technique';

export const deleteRoleRecords = [onRole(deleteRole, ofGuard('DeleteRole'))];
