import { readFileSync } from 'node:fs';
import { identityStore } from '../../../shared/aws/contacts/identity-store';
import { serviceClients } from '../../../shared/aws/dependencies/service-clients';
import { openedIn } from '../../../shared/aws/incidents/find-incidents';
import { actorPorts } from '../../../shared/aws/lineage/actor-ports';
import { ownKeys } from '../../../shared/aws/own-keys';
import { globalRegionOf } from '../../../shared/domain/global-region';
import type { Incident } from '../../../shared/domain/incident';
import { partitionOf } from '../../../shared/domain/trail';
import {
  type ContactsFile,
  noContactsFile,
  readContactsFile,
} from '../../../shared/investigate/contacts/contacts-file';
import {
  type ActorFindings,
  investigateActor,
} from '../../../shared/investigate/lineage/investigate-actor';
import { logFilesSource } from '../log-files/log-files-source';
import { openLogs } from '../log-files/open-logs';
import { textOf as decoded } from '../replay/text-of';
import { reachMembers } from '../target/reach-members';
import { tableOf } from '../target/table-of';
import { connectionTo, type Target } from '../target/target';
import { UserError } from '../terminal/user-error';

export interface WalkOptions extends Target {
  readonly in?: readonly string[];
  readonly contacts?: string;
  /** A bucket or a folder with log files, which are searched too. */
  readonly logs?: string;
}

/**
 * Walks the records as the caller. It tells which records the caller's roles may not read, and writes nothing down.
 */
export async function walkAgain(incident: Incident, options: WalkOptions): Promise<ActorFindings> {
  const file = contactsIn(options.contacts);
  const connection = connectionTo(options);
  const home = connection.region ?? 'us-east-1';
  const global = globalRegionOf(partitionOf(home));
  const { clients, services, operator } = await reachMembers(connection);
  const ports = actorPorts({
    client: clients.client,
    iam: (accountId) => services({ accountId, region: global }).iam,
    central: serviceClients({ ...operator, region: global }),
    identityStore: identityStore(operator),
    regions: [...new Set([global, home, ...(options.in ?? [])])],
  });
  const { logs } = options;
  const sources = [
    ...ports.sources,
    ...(logs === undefined ? [] : [logFilesSource(openLogs(logs, connection))]),
  ];
  const table = tableOf(options);
  const ours = {
    isOurKey: ownKeys(table, () => new Date()).isOurs,
    openedIn: openedIn(table),
  };
  return investigateActor({ ...ports, sources, file, ...ours })(incident);
}

function contactsIn(path: string | undefined): ContactsFile {
  if (path === undefined) return noContactsFile;
  const read = readContactsFile(textOf(path));
  if (read.kind === 'contacts') return read.contacts;
  throw new UserError(`${path}: ${read.sentences.join(' ')}`);
}

function textOf(path: string): string {
  try {
    return decoded(readFileSync(path));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new UserError(`The contacts file ${path} could not be read (${code ?? 'unknown'}).`);
  }
}
