import { ListAccessKeysCommand } from '@aws-sdk/client-iam';
import type { Answer } from '../../domain/contact';
import { answered } from '../contacts/answered';
import { allPages } from '../dependencies/all-pages';
import type { ServiceClients } from '../dependencies/service-clients';

export interface UserKey {
  readonly accountId: string;
  readonly userName: string;
  readonly accessKeyId: string;
}

/** When IAM says a user's key was made: Event history forgets after 90 days, IAM does not. Never rejects. */
export const keyMadeAt =
  (iam: (accountId: string) => ServiceClients['iam']) =>
  ({ accountId, userName, accessKeyId }: UserKey): Promise<Answer<string>> =>
    answered({
      call: 'iam:ListAccessKeys',
      none: `The user ${userName} does not have the key any more.`,
      ask: async () => {
        const keys = await allPages(async (Marker) => {
          const asked = new ListAccessKeysCommand({ UserName: userName, Marker });
          const page = await iam(accountId).send(asked);
          return { items: page.AccessKeyMetadata, next: page.Marker };
        });
        return keys.find((key) => key.AccessKeyId === accessKeyId)?.CreateDate?.toISOString();
      },
    });
