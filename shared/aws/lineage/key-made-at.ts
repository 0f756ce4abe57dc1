import { ListAccessKeysCommand } from '@aws-sdk/client-iam';
import type { Answer } from '../../domain/contact';
import { classify } from '../classify';
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
  async ({ accountId, userName, accessKeyId }: UserKey): Promise<Answer<string>> => {
    try {
      const keys = await allPages(async (Marker) => {
        const page = await iam(accountId).send(
          new ListAccessKeysCommand({ UserName: userName, Marker }),
        );
        return { items: page.AccessKeyMetadata, next: page.Marker };
      });
      const made = keys.find((key) => key.AccessKeyId === accessKeyId)?.CreateDate;
      if (made) return { kind: 'found', value: made.toISOString() };
      return { kind: 'nothing', why: `The user ${userName} does not have the key any more.` };
    } catch (error) {
      return { kind: 'obstacle', why: classify(error, 'iam:ListAccessKeys') };
    }
  };
