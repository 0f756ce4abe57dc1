import { ofGuard, onRole } from '../on-role';
import { attachForeignPolicy } from './technique';

export const attachForeignPolicyRecords = [
  onRole(attachForeignPolicy, ofGuard('AttachRolePolicy')),
];
