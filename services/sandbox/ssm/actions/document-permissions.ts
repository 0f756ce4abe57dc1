import { optionalText, texts } from '../../core/input';
import { onOwn } from '../documents/document-of-call';
import { refuse } from '../refusals';

/** What is taken away is taken away last. */
export const modifyDocumentPermission = onOwn(({ sharedWith }, { input }) => {
  const [added, removed] = [texts(input, 'AccountIdsToAdd'), texts(input, 'AccountIdsToRemove')];
  for (const accounts of [added, removed]) {
    if (accounts.includes('All') && accounts.length > 1) throw refuse.permissionLimit();
  }
  const version = optionalText(input, 'SharedDocumentVersion') ?? '$DEFAULT';
  for (const account of added) sharedWith.set(account, version);
  for (const account of removed) sharedWith.delete(account);
});

export const describeDocumentPermission = onOwn(({ sharedWith }) => ({
  AccountIds: [...sharedWith.keys()],
  AccountSharingInfoList: [...sharedWith].map(([AccountId, SharedDocumentVersion]) => ({
    AccountId,
    SharedDocumentVersion,
  })),
}));
