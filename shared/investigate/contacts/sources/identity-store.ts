import { blocked, type Source } from '../source';

/** Only users of IAM Identity Center are in it. A record rarely names the store, so the contacts file may name it. */
export const identityStore: Source = async ({ ports, file, whom: { human } }) => {
  if (human?.kind !== 'identity-center') {
    return { kind: 'not-asked', why: 'No user of IAM Identity Center is known to be behind it.' };
  }
  const identityStoreId = human.identityStoreId ?? file.identityStore?.id;
  if (!ports.identityStore || !identityStoreId) {
    const why = 'Neither the record nor the contacts file says which identity store to ask.';
    return { kind: 'not-asked', why };
  }
  const answer = await ports.identityStore({
    identityStoreId,
    userName: human.name,
    ...(human.userId && { userId: human.userId }),
    ...(file.identityStore?.region && { region: file.identityStore.region }),
  });
  if (answer.kind === 'obstacle') return blocked(answer.why);
  if (answer.kind === 'nothing') return answer;
  const why = `The e-mail address of ${human.name} in IAM Identity Center.`;
  return {
    kind: 'found',
    contacts: [{ person: human.name, ...answer.value, channel: 'email', why }],
  };
};
