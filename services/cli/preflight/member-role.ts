import { Option } from 'commander';

/** Of `preflight`, and of `deploy`, which runs it. */
export const memberRole = (): Option =>
  new Option(
    '--member-role <name>',
    'role of every account that the management account may assume, to look at its trails',
  ).default('OrganizationAccountAccessRole');
