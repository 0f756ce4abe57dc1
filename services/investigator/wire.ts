import { setTimeout as wait } from 'node:timers/promises';
import { classify } from '../../shared/aws/classify';
import { Recent } from '../../shared/aws/connection';
import { identityStore } from '../../shared/aws/contacts/identity-store';
import { openInvestigations } from '../../shared/aws/dark/ask-again';
import { claimDark, isNextMine, releaseDark, saveDark } from '../../shared/aws/dark/dark-row';
import { openEventHistory } from '../../shared/aws/dark/event-history';
import { openEvidence } from '../../shared/aws/dark/evidence-bucket';
import { serviceClients } from '../../shared/aws/dependencies/service-clients';
import { getIncident, openedIn } from '../../shared/aws/incidents/find-incidents';
import { recordActor } from '../../shared/aws/incidents/record-actor';
import { recordDark } from '../../shared/aws/incidents/record-dark';
import { actorPorts } from '../../shared/aws/lineage/actor-ports';
import { type MemberAccess, memberAccess, openSts } from '../../shared/aws/member-access';
import { openConfiguration } from '../../shared/aws/notify/read-configuration';
import { ownKeys } from '../../shared/aws/own-keys';
import { openTable, type Table } from '../../shared/aws/table/table';
import { globalRegionOf } from '../../shared/domain/global-region';
import type { Incident } from '../../shared/domain/incident';
import { kept } from '../../shared/domain/kept';
import type { Lineage } from '../../shared/domain/lineage';
import { describeObstacle } from '../../shared/domain/obstacle';
import { noContactsFile } from '../../shared/investigate/contacts/contacts-file';
import { type UsableFile, usableFile } from '../../shared/investigate/contacts/usable-file';
import { investigateActor, isSettled } from '../../shared/investigate/lineage/investigate-actor';
import { findBlinded } from './find-blinded';
import type { Investigator } from './investigator';
import { pacedHistory } from './paced-history';
import type { Settings } from './settings';

/** One invocation as Lambda tells of it. */
export interface Invocation {
  readonly awsRequestId: string;
  readonly getRemainingTimeInMillis: () => number;
}

export interface Wired {
  readonly investigator: (invocation: Invocation) => Investigator;
  /** Has an incident investigated at once. */
  readonly ask: (id: string) => Promise<void>;
}

/** The investigator as it runs in Lambda; clients live as long as the environment. */
export function wire(settings: Settings): Wired {
  const { bucket, regions, delayMinutes, readerRole: roleName, partition } = settings;
  const now = () => new Date();
  const table = openTable(settings.table);
  const ask = openInvestigations(settings.queueUrl);
  const access = memberAccess(openSts(), { roleName, sessionName: SESSION, partition });
  const page = pacedHistory(openEventHistory(access), {
    now: () => performance.now(),
    wait: (ms) => wait(ms),
  });
  const put = openEvidence(bucket);
  const again = async (id: string, inSeconds: number): Promise<void> => {
    const at = new Date(now().getTime() + inSeconds * 1_000);
    if (await isNextMine(table, id, { now: now(), at })) await ask(id, inSeconds);
  };
  const actor = whoDidIt({ table, access, regions, partition, now, again });
  return {
    ask: (id) => ask(id),
    investigator: ({ awsRequestId: owner, getRemainingTimeInMillis: leftMs }) => ({
      now,
      leftMs,
      bucket,
      regions,
      delayMinutes,
      incident: (id) => getIncident(table, id),
      actor,
      blinded: (incident, since) =>
        findBlinded(table, incident, {
          regions: [...new Set([incident.region, ...regions])],
          since,
        }),
      claim: (id) => claimDark(table, id, { owner, now: now(), leaseMs: leftMs() }),
      save: (id, dark) => saveDark(table, id, dark),
      release: (id) => releaseDark(table, id, owner),
      page,
      obstacleIn: (error) => classify(error, 'cloudtrail:LookupEvents'),
      put,
      record: (id, report) => recordDark(table, id, report),
      again,
    }),
  };
}

const SESSION = 'trailwarden-investigator';

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
const CONTACTS_PARAMETER = '/trailwarden/contacts';

/**
 * Finds out who it was and whom to tell, and writes it down. A settled chain is not walked again. Rejects only when
 * the table does not take it.
 */
function whoDidIt(wiring: Wiring): (incident: Incident) => Promise<void> {
  const { table, access, regions, partition, ownAccountId, now, again } = wiring;
  const region = globalRegionOf(partition);
  const iams = new Recent<ReturnType<typeof serviceClients>['iam']>(256);
  const iam = (accountId: string) =>
    kept(
      iams,
      accountId,
      () => serviceClients({ region, credentials: () => access.credentials(accountId) }).iam,
    );
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
