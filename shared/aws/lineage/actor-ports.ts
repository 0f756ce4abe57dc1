import type { CloudTrailClient } from '@aws-sdk/client-cloudtrail';
import type { ContactPorts } from '../../domain/contact';
import { accountTags, rootEmail, securityContact } from '../contacts/account-contacts';
import { askOnce } from '../contacts/answered';
import { principalTags } from '../contacts/principal-tags';
import type { ServiceClients } from '../dependencies/service-clients';
import { eventHistorySource, everyPlace } from './event-history-source';
import { keyMadeAt } from './key-made-at';

export interface ActorAccess {
  /** CloudTrail of an account and Region, in the role that may read its Event history. */
  readonly client: (accountId: string, region: string) => CloudTrailClient;
  /** IAM of an account, in the role that may read tags and the age of keys. */
  readonly iam: (accountId: string) => ServiceClients['iam'];
  /** Clients of our own account, which may ask the organization; both answer in the partition's global Region. */
  readonly central: Pick<ServiceClients, 'account' | 'organizations'>;
  readonly ownAccountId?: string;
  readonly regions: readonly string[];
  readonly identityStore?: ContactPorts['identityStore'];
}

/** The AWS ports of an actor's investigation; answers are remembered for a quarter of an hour. */
export function actorPorts(access: ActorAccess, now: () => number = Date.now) {
  const { client, iam, central, regions, identityStore } = access;
  const contacts: ContactPorts = {
    principalTags: askOnce(principalTags(iam)),
    accountTags: askOnce(accountTags(central)),
    securityContact: askOnce(securityContact(central, access.ownAccountId)),
    rootEmail: askOnce(rootEmail(central)),
    ...(identityStore && { identityStore: askOnce(identityStore) }),
  };
  return {
    sources: [eventHistorySource({ client, pace: everyPlace(), now })],
    regions,
    now,
    keyMadeAt: keyMadeAt(iam),
    contacts,
  };
}
