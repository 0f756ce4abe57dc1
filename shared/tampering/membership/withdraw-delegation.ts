import { field, text } from '../../record/json';
import type { Facts } from '../reported/facts';
import { telling } from '../reported/report-drill';
import type { ToldRow } from '../reported/reported-row';
import { undoIn } from '../reported/undo-in';

/** Rights that management gave to other accounts. The record hides what a new policy says. */
export const withdrawDelegation: ToldRow = {
  row: 'ORG-09',
  title: 'Take delegated rights away',
  severity: 'high',
  mitre: ['T1685', 'T1562.001'],
  notUndone: "The organization's delegation policy is in no baseline.",
  // Who administers CloudTrail is: change-delegated-administrator puts it back.
  restored: ({ eventName, request }) =>
    eventName === 'DeregisterDelegatedAdministrator' &&
    text(field(request, 'servicePrincipal')) === 'cloudtrail.amazonaws.com',
  undo: {
    calls: {
      DeregisterDelegatedAdministrator: ['organizations:RegisterDelegatedAdministrator'],
    },
    steps: (record) => {
      if (record.eventName !== 'DeregisterDelegatedAdministrator') return [];
      const AccountId = text(field(record.request, 'accountId')) ?? '';
      const input = {
        AccountId,
        ServicePrincipal: text(field(record.request, 'servicePrincipal')),
      };
      return undoIn(record, 'organizations:RegisterDelegatedAdministrator', {
        on: AccountId,
        input,
      });
    },
  },
  planned: 'Delegation changes with the security tooling, seldom, and never at night.',
  toDo: (facts) => [
    {
      'Preserve, in the management account':
        'aws organizations describe-resource-policy > delegation.json',
    },
    {
      'Preserve, in the management account':
        'aws organizations list-delegated-administrators > administrators.json',
      'Undo, in the management account': undo(facts),
    },
    'While it lasts the delegated account sees and changes nothing for that service: look at its last findings.',
  ],
  drill: telling(
    'management',
    'organizations:DeregisterDelegatedAdministrator',
    ({ securityAccountId }) => ({
      accountId: securityAccountId,
      servicePrincipal: 'member.org.stacksets.cloudformation.amazonaws.com',
    }),
  ),
};

const undo = ({ eventName, asked }: Facts): string =>
  eventName === 'DeregisterDelegatedAdministrator'
    ? `aws organizations register-delegated-administrator --account-id ${asked('accountId', 'account-id')} --service-principal ${asked('servicePrincipal', 'service-principal')}`
    : 'aws organizations put-resource-policy --content file://delegation-before.json';
