import { blocked, type Given, type Source } from '../source';
import { taggedContact } from '../tagged-contact';

/** The owner in the tags of the user or role nearest to the human that has one. */
export const principalTag: Source = async (asking) => {
  const { principals } = asking.whom;
  if (principals.length === 0) {
    return { kind: 'not-asked', why: 'No IAM user or role is known to be behind it.' };
  }
  const misses: Given[] = [];
  for (const principal of principals) {
    const answer = await asking.ports.principalTags(principal);
    const of = `the ${principal.kind} ${principal.name} in ${principal.accountId}`;
    const given =
      answer.kind === 'found'
        ? taggedContact({ of, tags: answer.value }, asking)
        : answer.kind === 'obstacle'
          ? blocked(answer.why)
          : answer;
    if (given.kind === 'found') return given;
    misses.push(given);
  }
  return together(misses);
};

/** An obstacle at one of them is an obstacle of the source, because its tags might name a contact. */
function together(misses: readonly Given[]): Given {
  const why = misses.flatMap((miss) => ('why' in miss ? [miss.why] : []));
  const kind = misses.some((miss) => miss.kind === 'obstacle') ? 'obstacle' : 'nothing';
  return { kind, why: [...new Set(why)].join(' ') };
}
