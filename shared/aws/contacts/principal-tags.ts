import { ListRoleTagsCommand, ListUserTagsCommand } from '@aws-sdk/client-iam';
import type { Answer, TaggedPrincipal, Tags } from '../../domain/contact';
import { allPages } from '../dependencies/all-pages';
import type { ServiceClients } from '../dependencies/service-clients';
import { answered, tagsFrom } from './answered';

type Iam = ServiceClients['iam'];

/** Tags of an IAM user or role, as its own account lets us read them. */
export const principalTags =
  (iam: (accountId: string) => Iam) =>
  ({ kind, accountId, name }: TaggedPrincipal): Promise<Answer<Tags>> =>
    answered({
      call: kind === 'user' ? 'iam:ListUserTags' : 'iam:ListRoleTags',
      none: `The ${kind} ${name} is not in ${accountId} any more.`,
      noneBy: ['NoSuchEntityException', 'NoSuchEntity'],
      ask: async () => {
        const list = kind === 'user' ? userTags : roleTags;
        return tagsFrom(await list(iam(accountId), name));
      },
    });

const userTags = (iam: Iam, UserName: string) =>
  allPages(async (Marker) => {
    const page = await iam.send(new ListUserTagsCommand({ UserName, Marker }));
    return { items: page.Tags, next: page.Marker };
  });

const roleTags = (iam: Iam, RoleName: string) =>
  allPages(async (Marker) => {
    const page = await iam.send(new ListRoleTagsCommand({ RoleName, Marker }));
    return { items: page.Tags, next: page.Marker };
  });
