import { listed } from '../../../domain/listed';
import type { MembershipState } from '../../../domain/membership';
import type { Technique } from '../../../domain/technique';
import { differs } from '../../detection/differs';

/**
 * An administrator that the baseline does not name, or one that it names and that is gone. The same
 * list can be changed through CloudTrail and through Organizations. One more is tampering too: it may
 * rewrite every organization trail. [D] cloudtrail-delegated-administrator
 */
export const changeDelegatedAdministrator: Technique<'membership'> = {
  id: 'change-delegated-administrator',
  title: 'Change who administers CloudTrail',
  subject: 'membership',
  severity: 'high',
  row: 'CT-13',
  mitre: ['T1685.002', 'T1562.008', 'T1098'],
  events: {
    'cloudtrail.amazonaws.com': [
      'RegisterOrganizationDelegatedAdmin',
      'DeregisterOrganizationDelegatedAdmin',
    ],
    'organizations.amazonaws.com': [
      'RegisterDelegatedAdministrator',
      'DeregisterDelegatedAdministrator',
    ],
  },
  parts: ['administrators'],
  detect: differs('change-delegated-administrator', (baseline, seen) => {
    const must = administratorsOf(baseline);
    const is = administratorsOf(seen);
    if (!must || !is) return undefined;
    const rogue = is.filter((account) => !must.includes(account));
    const missing = must.filter((account) => !is.includes(account));
    if (rogue.length + missing.length === 0) return undefined;
    return {
      part: 'administrators',
      expected: listed(must),
      actual: listed(is),
      sentence: [
        ...rogue.map((account) => `${account} may administer CloudTrail and must not.`),
        ...missing.map((account) => `${account} may no longer administer CloudTrail.`),
      ].join(' '),
    };
  }),
  // The sandbox's first member, and its security account.
  drill: ({ region }) => [
    {
      call: 'cloudtrail:RegisterOrganizationDelegatedAdmin',
      region,
      input: { MemberAccountId: '444455556666' },
    },
    {
      call: 'organizations:DeregisterDelegatedAdministrator',
      region,
      input: { AccountId: '222233334444', ServicePrincipal: 'cloudtrail.amazonaws.com' },
    },
  ],
};

const administratorsOf = (state: MembershipState): readonly string[] | undefined =>
  state.kind === 'organization' ? state.administrators : undefined;
