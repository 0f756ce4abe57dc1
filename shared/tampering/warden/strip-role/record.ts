import { ofGuard, onRole } from '../on-role';
import { stripRole } from './technique';

const { row, title } = stripRole;

export const stripRoleRecords = [
  onRole(stripRole, ofGuard('DetachRolePolicy', 'DeleteRolePolicy')),
  // Without a technique: a policy may be rewritten or added by it.
  onRole({ row, title }, ofGuard('PutRolePolicy')),
];
