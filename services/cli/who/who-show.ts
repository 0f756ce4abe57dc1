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
import { plainly } from '../../../shared/tell/report/plain';
import { logFilesSource } from '../log-files/log-files-source';
import { openLogs, whereOption } from '../log-files/open-logs';
import { textOf as decoded } from '../replay/text-of';
import { tableOf } from '../target/become-operator';
import { incidentOf } from '../target/incident-of';
import { reachMembers } from '../target/reach-members';
import { connectionTo, placesOption, type Target } from '../target/target';
import { printJson } from '../terminal/print';
import { exitCode, UserError } from '../terminal/user-error';
import { printWho } from './who-print';

interface WhoOptions extends WalkOptions {
  readonly again?: boolean;
  readonly json?: boolean;
}

export async function showWho(id: string, options: WhoOptions): Promise<void> {
  placesOption(options);
  if (options.logs !== undefined) whereOption(options.logs);
  const incident = await incidentOf(id, options);
  const found =
    options.again || options.logs ? await walkAgain(incident, options) : writtenDown(incident);
  if (options.json) printJson({ id, ...found });
  else printWho(plainly({ ...incident, ...found }), plainly(found));
  process.exitCode = found.lineage.human ? exitCode.ok : exitCode.bad;
}

function writtenDown({ id, lineage, contacts }: Incident): ActorFindings {
  if (!lineage) {
    throw new UserError(
      `The person behind ${id} has not been looked for yet; "trailwarden who ${id} --again" looks now.`,
      exitCode.bad,
    );
  }
  return { lineage, contacts: contacts ?? { contacts: [], asked: [] } };
}

interface WalkOptions extends Target {
  readonly in?: readonly string[];
  readonly contacts?: string;
  /** A bucket or a folder with log files, which are searched too. */
  readonly logs?: string;
}

/**
 * Walks the records as the caller. It tells which records the caller's roles may not read, and writes nothing down.
 */
async function walkAgain(incident: Incident, options: WalkOptions): Promise<ActorFindings> {
  const file = contactsIn(options.contacts);
  const connection = connectionTo(options);
  const home = connection.region ?? 'us-east-1';
  const global = globalRegionOf(partitionOf(home));
  const { clients, services, operator } = await reachMembers(options);
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
