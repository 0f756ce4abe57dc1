import type { ListedDifference } from './listed-difference';

export const organizationsDifferences: readonly ListedDifference[] = [
  {
    calls: ['DescribeOrganization', 'DescribeOrganization as a member'],
    path: 'Organization.MasterAccountEmail',
    sandbox: 'management@example.com',
    moto: 'master@example.com',
    aws: 'set-up',
    because: 'moto names the management account itself.',
  },
  {
    calls: ['ListAccounts'],
    path: 'Accounts.0.Email',
    sandbox: 'management@example.com',
    moto: 'master@example.com',
    aws: 'set-up',
    because: 'moto names the management account itself.',
  },
  {
    calls: ['ListAccounts'],
    path: 'Accounts.0.Name',
    sandbox: 'management',
    moto: 'master',
    aws: 'set-up',
    because: 'moto names the management account itself.',
  },
  {
    calls: ['ListAccounts'],
    path: 'Accounts.0.JoinedMethod',
    sandbox: 'INVITED',
    moto: 'CREATED',
    aws: 'sandbox',
    because: 'The management account is INVITED [CLI organizations list-accounts].',
  },
  ...['<management>', '<unit>/<other 0>', '<unit>/<other 1>', '<unit>/<member>'].flatMap(
    (place, index): readonly ListedDifference[] => [
      {
        calls: ['ListAccounts'],
        path: `Accounts.${index}.Paths`,
        sandbox: [`<organization>/<root>/${place}/`],
        aws: 'sandbox',
        because: 'Account has Paths [API Organizations Account, CLI].',
      },
      {
        calls: ['ListAccounts'],
        path: `Accounts.${index}.Status`,
        moto: 'ACTIVE',
        aws: 'sandbox',
        because:
          'Status was retired on September 9, 2026; State stays [API Organizations Account].',
      },
    ],
  ),
  {
    calls: ['DescribeAccount'],
    path: 'Account.Paths',
    sandbox: ['<organization>/<root>/<unit>/<member>/'],
    aws: 'sandbox',
    because: 'Account has Paths [API Organizations Account, CLI].',
  },
  {
    calls: ['DescribeAccount'],
    path: 'Account.Status',
    moto: 'ACTIVE',
    aws: 'sandbox',
    because: 'Status was retired on September 9, 2026; State stays [API Organizations Account].',
  },
  {
    calls: ['ListAccounts as a member'],
    path: '',
    sandbox: "AccessDeniedException: You don't have permissions to access this resource.",
    moto: 'answered',
    aws: 'sandbox',
    because: 'Only the management account and delegated administrators may [API ListAccounts].',
  },
];
