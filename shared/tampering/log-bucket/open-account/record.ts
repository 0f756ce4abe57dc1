import { field, text } from '../../../record/json';
import { rowsOf, says } from '../../records/rows-of';
import { publicAccess } from '../public-access';
import { openAccount } from './technique';

const onAccount = rowsOf({
  source: 's3.amazonaws.com',
  subject: 'accounts',
  targets: ({ request, accountId }) =>
    [text(field(request, 'accountId')) ?? accountId].flatMap((one) => one ?? []),
});

export const openAccountRecords = [
  onAccount(openAccount, {
    PutAccountPublicAccessBlock: publicAccess,
    DeleteAccountPublicAccessBlock: says(
      (target) => `Public access to every bucket of account ${target} is no longer blocked.`,
    ),
  }),
];
