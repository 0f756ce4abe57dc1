import { field, text } from '../../../record/json';
import { harm } from '../../../record/row';
import { rowsOf } from '../../records/rows-of';
import { moveAccount } from './told';

const onAccount = rowsOf({
  source: 'organizations.amazonaws.com',
  subject: 'accounts',
  targets: ({ request }) => [text(field(request, 'accountId'))].flatMap((one) => one ?? []),
});

export const moveAccountRecords = [
  onAccount(moveAccount, {
    MoveAccount: ({ request }, _known, target) =>
      harm(
        `Account ${target} was moved to ${text(field(request, 'destinationParentId')) ?? 'another unit'}.`,
      ),
  }),
];
