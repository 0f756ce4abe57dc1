import { ListRoleTagsCommand, ListUserTagsCommand } from '@aws-sdk/client-iam';
import type { Answer, TaggedPrincipal, Tags } from '../../domain/contact';
import { allPages } from '../dependencies/all-pages';
import type { ServiceClients } from '../dependencies/service-clients';
import { answered, tagsFrom } from './answered';

/** Tags of an IAM user or role, as its own account lets us read them. */
export const principalTags =
  (iam: (accountId: string) => ServiceClients['iam']) =>
  ({ kind, accountId, name }: TaggedPrincipal): Promise<Answer<Tags>> =>
    answered({
      call: kind === 'user' ? 'iam:ListUserTags' : 'iam:ListRoleTags',
      none: `The ${kind} ${name} is not in ${accountId} any more.`,
      noneBy: ['NoSuchEntityException', 'NoSuchEntity'],
      ask: async () => {
        const client = iam(accountId);
        const pageOf = (Marker: string | undefined) =>
          kind === 'user'
            ? client.send(new ListUserTagsCommand({ UserName: name, Marker }))
            : client.send(new ListRoleTagsCommand({ RoleName: name, Marker }));
        const tags = await allPages(async (from) => {
          const { Tags, Marker } = await pageOf(from);
          return { items: Tags, next: Marker };
        });
        return tagsFrom(tags);
      },
    });
