import { blocked, type Source } from '../source';

/** Only a user of IAM Identity Center is in it. */
export const identityStore: Source = async ({ ports, whom: { human } }) => {
  if (human?.kind !== 'identity-center') {
    return { kind: 'not-asked', why: 'No user of IAM Identity Center is known to be behind it.' };
  }
  if (!ports.identityStore) return { kind: 'not-asked', why: 'No identity store is set up.' };
  const answer = await ports.identityStore(human);
  if (answer.kind === 'obstacle') return blocked(answer.why);
  if (answer.kind === 'nothing') return answer;
  const why = `The e-mail address of ${human.name} in IAM Identity Center.`;
  return {
    kind: 'found',
    contacts: [{ person: human.name, ...answer.value, channel: 'email', why }],
  };
};
