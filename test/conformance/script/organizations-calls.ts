import {
  DescribeAccountCommand,
  DescribeOrganizationCommand,
  ListAccountsCommand,
  ListParentsCommand,
  ListRootsCommand,
} from '@aws-sdk/client-organizations';
import { as, type Call, type Step } from './call';
import type { Clients, Place } from './place';

type Ask = (organizations: Clients['organizations'], place: Place) => Promise<object>;
const step = (title: string, ask: Ask): Step => ({
  title,
  make: ({ organizations }, place) => ask(organizations, place),
});

export const organizationsCalls: readonly Call[] = [
  ...as(
    'management',
    step('DescribeOrganization', (on) => on.send(new DescribeOrganizationCommand({}))),
    step('ListAccounts', (on) => on.send(new ListAccountsCommand({}))),
    step('ListRoots', (on) => on.send(new ListRootsCommand({}))),
    step('DescribeAccount', (on, { member }) =>
      on.send(new DescribeAccountCommand({ AccountId: member.id })),
    ),
    step('DescribeAccount of an account that is not in the organization', (on) =>
      on.send(new DescribeAccountCommand({ AccountId: '999999999999' })),
    ),
    step('ListParents', (on, { member }) =>
      on.send(new ListParentsCommand({ ChildId: member.id })),
    ),
  ),
  ...as(
    'member',
    step('ListAccounts as a member', (on) => on.send(new ListAccountsCommand({}))),
    step('DescribeOrganization as a member', (on) => on.send(new DescribeOrganizationCommand({}))),
  ),
];
