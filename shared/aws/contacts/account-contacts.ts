import { GetAlternateContactCommand } from '@aws-sdk/client-account';
import { DescribeAccountCommand, ListTagsForResourceCommand } from '@aws-sdk/client-organizations';
import type { Addressed, Answer, Tags } from '../../domain/contact';
import { allPages } from '../dependencies/all-pages';
import type { ServiceClients } from '../dependencies/service-clients';
import { answered, tagsFrom } from './answered';

type Clients = Pick<ServiceClients, 'account' | 'organizations'>;

/** Tags that the organization gave an account: its members cannot change them. */
export const accountTags =
  ({ organizations }: Clients) =>
  (accountId: string): Promise<Answer<Tags>> =>
    answered({
      call: 'organizations:ListTagsForResource',
      none: `The account ${accountId} is not in the organization.`,
      noneBy: ['TargetNotFoundException'],
      ask: async () =>
        tagsFrom(
          await allPages(async (NextToken) => {
            const page = await organizations.send(
              new ListTagsForResourceCommand({
                ResourceId: accountId,
                NextToken,
              }),
            );
            return { items: page.Tags, next: page.NextToken };
          }),
        ),
    });

/**
 * The alternate contact SECURITY. For an account other than the caller's own it needs trusted access for
 * Account Management, and the management account must leave its own id out. [D] API_GetAlternateContact
 */
export const securityContact =
  ({ account }: Clients, ownAccountId?: string) =>
  (accountId: string): Promise<Answer<Addressed>> =>
    answered({
      call: 'account:GetAlternateContact',
      none: `The account ${accountId} has no alternate contact SECURITY.`,
      noneBy: ['ResourceNotFoundException'],
      ask: async () => {
        const { AlternateContact } = await account.send(
          new GetAlternateContactCommand({
            AlternateContactType: 'SECURITY',
            ...(accountId !== ownAccountId && { AccountId: accountId }),
          }),
        );
        const { EmailAddress, Name } = AlternateContact ?? {};
        return EmailAddress ? { address: EmailAddress, ...(Name && { person: Name }) } : undefined;
      },
    });

/** The address an account was made with. */
export const rootEmail =
  ({ organizations }: Clients) =>
  (accountId: string): Promise<Answer<Addressed>> =>
    answered({
      call: 'organizations:DescribeAccount',
      none: `The organization does not say the root e-mail address of ${accountId}.`,
      noneBy: ['AccountNotFoundException'],
      ask: async () => {
        const { Account } = await organizations.send(
          new DescribeAccountCommand({ AccountId: accountId }),
        );
        return Account?.Email ? { address: Account.Email } : undefined;
      },
    });
