import type { Lines } from './reported-row';

/** How an account that left the organization comes back into it, and into its unit. */
export const COME_BACK: readonly Lines[] = [
  {
    'Undo, in the management account':
      'aws organizations invite-account-to-organization --target Id={target},Type=ACCOUNT',
  },
  'To get into {target}: OrganizationAccountAccessRole, where it is there, still trusts the management account; else its root.',
  {
    'Then, in {target}, find the invitation':
      'aws organizations list-handshakes-for-account --filter ActionType=INVITE',
    'Then, in {target}, accept it':
      'aws organizations accept-handshake --handshake-id <handshake-id>',
    'Then, in the management account, put it from the root into its unit':
      'aws organizations move-account --account-id {target} --source-parent-id <root-id> --destination-parent-id <unit-id>',
  },
];
