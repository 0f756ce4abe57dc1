import { step } from './facts';

/** How an account that left the organization comes back into it, and into its unit. */
export const comeBack = (account: string): readonly string[] => [
  step(
    'Undo, in the management account',
    `aws organizations invite-account-to-organization --target Id=${account},Type=ACCOUNT`,
  ),
  `To get into ${account}: OrganizationAccountAccessRole, where it is there, still trusts the management account; else its root.`,
  step(
    `Then, in ${account}, find the invitation`,
    'aws organizations list-handshakes-for-account --filter ActionType=INVITE',
  ),
  step(
    `Then, in ${account}, accept it`,
    'aws organizations accept-handshake --handshake-id <handshake-id>',
  ),
  step(
    'Then, in the management account, put it from the root into its unit',
    `aws organizations move-account --account-id ${account} --source-parent-id <root-id> --destination-parent-id <unit-id>`,
  ),
];
