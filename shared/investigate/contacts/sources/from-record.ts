import type { Source } from '../source';

/**
 * An address that an identity provider vouched for. Never one that a caller chose, as a session's name or a source
 * identity: an attacker would be told of their own incident, or have outsiders told.
 */
export const fromRecord: Source = async ({ whom: { human } }) => {
  const isVouched = human && VOUCHED.has(human.kind) && human.certainty !== 'guess';
  if (!isVouched || !human.email) {
    const why = 'No identity provider vouched for a name that is an address.';
    return { kind: 'nothing', why };
  }
  return {
    kind: 'found',
    contacts: [{ person: human.name, address: human.email, channel: 'email', why: human.why }],
  };
};

const VOUCHED = new Set(['identity-center', 'saml', 'oidc']);
