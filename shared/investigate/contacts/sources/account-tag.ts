import { blocked, type Source } from '../source';
import { taggedContact } from '../tagged-contact';

/** The owner of the account in which it happened. */
export const accountTag: Source = async (asking) => {
  const { accountId } = asking.whom;
  const answer = await asking.ports.accountTags(accountId);
  if (answer.kind === 'obstacle') return blocked(answer.why);
  if (answer.kind === 'nothing') return answer;
  return taggedContact({ of: `the account ${accountId}`, tags: answer.value }, asking);
};
