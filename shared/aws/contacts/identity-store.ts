import {
  DescribeUserCommand,
  GetUserIdCommand,
  IdentitystoreClient,
} from '@aws-sdk/client-identitystore';
import type { Addressed, Answer, StoredUser } from '../../domain/contact';
import { type Connection, clientConfig } from '../connection';
import { answered } from './answered';

/**
 * The e-mail address of a user of IAM Identity Center: by id, else by name. Answers only in the Region and
 * to the account of Identity Center, or its delegated administrator.
 */
export const identityStore =
  (connection: Connection = {}) =>
  async (user: StoredUser): Promise<Answer<Addressed>> => {
    const region = user.region ?? connection.region;
    const client = new IdentitystoreClient(
      clientConfig({ ...connection, ...(region && { region }) }),
    );
    const id = await userId(client, user);
    if (id.kind !== 'found') return id;
    return answered({
      call: 'identitystore:DescribeUser',
      none: `The user ${user.userName} has no e-mail address in IAM Identity Center.`,
      noneBy: ['ResourceNotFoundException'],
      ask: async () => {
        const { Emails = [], DisplayName } = await client.send(
          new DescribeUserCommand({ IdentityStoreId: user.identityStoreId, UserId: id.value }),
        );
        const address = (Emails.find(({ Primary }) => Primary) ?? Emails[0])?.Value;
        return address ? { address, ...(DisplayName && { person: DisplayName }) } : undefined;
      },
    });
  };

async function userId(
  client: IdentitystoreClient,
  { userId: known, userName, identityStoreId }: StoredUser,
): Promise<Answer<string>> {
  if (known) return { kind: 'found', value: known };
  return answered({
    call: 'identitystore:GetUserId',
    none: `IAM Identity Center has no user ${userName}.`,
    noneBy: ['ResourceNotFoundException'],
    ask: async () => {
      const { UserId } = await client.send(
        new GetUserIdCommand({
          IdentityStoreId: identityStoreId,
          AlternateIdentifier: {
            UniqueAttribute: { AttributePath: 'userName', AttributeValue: userName },
          },
        }),
      );
      return UserId;
    },
  });
}
