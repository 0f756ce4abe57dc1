import { classify } from '../../shared/aws/classify';
import { identityStore } from '../../shared/aws/contacts/identity-store';
import { serviceClients } from '../../shared/aws/dependencies/service-clients';
import { openedIn } from '../../shared/aws/incidents/find-incidents';
import { recordActor } from '../../shared/aws/incidents/record-actor';
import { actorPorts } from '../../shared/aws/lineage/actor-ports';
import type { MemberAccess } from '../../shared/aws/member-access';
import { openConfiguration } from '../../shared/aws/notify/read-configuration';
import { ownKeys } from '../../shared/aws/own-keys';
import { Recent } from '../../shared/aws/recent';
import type { Table } from '../../shared/aws/table/table';
import { globalRegionOf } from '../../shared/domain/global-region';
import type { Incident } from '../../shared/domain/incident';
import type { Lineage } from '../../shared/domain/lineage';
import { describeObstacle } from '../../shared/domain/obstacle';
import { noContactsFile } from '../../shared/investigate/contacts/contacts-file';
import { type UsableFile, usableFile } from '../../shared/investigate/contacts/usable-file';
import { investigateActor, isSettled } from '../../shared/investigate/lineage/investigate-actor';

interface Wiring {
  readonly table: Table;
  /** In the reader role of each account. */
  readonly access: Pick<MemberAccess, 'client' | 'credentials'>;
  readonly regions: readonly string[];
  readonly partition: string;
  readonly ownAccountId?: string;
  readonly now: () => Date;
  /** Has the incident looked at again. */
  readonly again: (id: string, inSeconds: number) => Promise<void>;
}

/** The parameter with the operators' contacts file; without it every other source is asked. */
export const CONTACTS_PARAMETER = '/trailwarden/contacts';

/**
 * Finds out who it was and whom to tell, and writes it down. A settled chain is not walked again. Rejects only when
 * the table does not take it.
 */
export function whoDidIt(wiring: Wiring): (incident: Incident) => Promise<void> {
  const { table, access, regions, partition, ownAccountId, now, again } = wiring;
  const region = globalRegionOf(partition);
  const iams = new Recent<ReturnType<typeof serviceClients>['iam']>(256);
  const iam = (accountId: string) => {
    const made =
      iams.get(accountId) ??
      serviceClients({ region, credentials: () => access.credentials(accountId) }).iam;
    iams.set(accountId, made);
    return made;
  };
  const ports = actorPorts(
    {
      client: access.client,
      iam,
      central: serviceClients({ region }),
      identityStore: identityStore(),
      regions: [...new Set([region, ...regions])],
      ...(ownAccountId && { ownAccountId }),
    },
    () => now().getTime(),
  );
  const read = openConfiguration(CONTACTS_PARAMETER);
  const ours = { isOurKey: ownKeys(table, now).isOurs, openedIn: openedIn(table) };
  const walk = async ({ id, ...incident }: Incident): Promise<Lineage> => {
    const tracedAt = now().toISOString();
    const file = await contactsFile(read);
    const found = await investigateActor({ ...ports, ...file, ...ours })({ id, ...incident });
    await recordActor(table, id, { ...found, tracedAt });
    return found.lineage;
  };
  return async (incident) => {
    const known = incident.lineage;
    const { againAt } =
      known && isSettled(incident, now().getTime()) ? known : await walk(incident);
    // Where something was blind, the incident is looked at again anyway.
    if (!againAt || incident.windows.length > 0 || incident.blindSince) return;
    const seconds = Math.ceil((Date.parse(againAt) - now().getTime()) / 1_000);
    await again(incident.id, Math.min(Math.max(seconds, 1), LONGEST_DELAY));
  };
}

/** [D] API_SendMessage: DelaySeconds. A look that comes too early asks for the next. */
const LONGEST_DELAY = 900;

const contactsFile = (read: () => Promise<string | undefined>): Promise<UsableFile> =>
  read().then(usableFile, (error: unknown) => ({
    file: noContactsFile,
    fileProblem: `${describeObstacle(classify(error, 'ssm:GetParameter'))}.`,
  }));
