import { blocked, type Source } from '../source';

/** An address that AWS keeps for the account in which it happened. */
export const accountContact =
  (port: 'securityContact' | 'rootEmail', what: string): Source =>
  async ({ ports, whom: { accountId } }) => {
    const answer = await ports[port](accountId);
    if (answer.kind === 'obstacle') return blocked(answer.why);
    if (answer.kind === 'nothing') return answer;
    const why = `${what} of the account ${accountId}.`;
    return { kind: 'found', contacts: [{ ...answer.value, channel: 'email', why }] };
  };
