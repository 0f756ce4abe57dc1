import { createHash } from 'node:crypto';
import type { Instance } from '@aws-sdk/client-ec2';
import { newestIncidents } from '../../../shared/aws/incidents/find-incidents';
import { callsAbout, type Found } from '../../../shared/aws/playbooks/instance/call-history';
import { keyPairsOf, userDataOf } from '../../../shared/aws/playbooks/instance/instance-facts';
import { instanceOfTarget } from '../../../shared/aws/playbooks/instance/login-target';
import { describeInstance } from '../../../shared/aws/playbooks/instance/read-machine';
import { type Login, loginOn, type Read, read, unread } from '../../../shared/domain/login';
import type { Settable, Tags } from '../../../shared/domain/login-facts';
import type { Place } from '../../../shared/domain/place';
import type { Sha256 } from '../../../shared/playbooks/instance-login/fingerprint';
import { type Identified, identify } from '../../../shared/playbooks/instance-login/identify';
import { TaskError } from '../task-error';
import type { Ports, Row } from './ports';
import { readOr } from './read-or';
import { setByIn } from './set-by';

export const sha256: Sha256 = (data) => createHash('sha256').update(data).digest('hex');

/** What is known of a login and its machine, read anew by each state. */
export interface Known {
  readonly row: Row;
  readonly place: Place;
  /** On its machine, where that is known. */
  readonly login: Login;
  readonly instanceId?: string;
  /** Undefined where there is none any more. */
  readonly instance: Read<Instance | undefined>;
  /** Records about the machine, of the calls that hand out keys and sessions too. */
  readonly records: Read<readonly unknown[]>;
  readonly tags: Read<Tags>;
  readonly identified: Read<Identified>;
}

export async function rowOf({ incident }: Ports, id: string): Promise<Row> {
  const row = await incident(id);
  if (!row) throw new TaskError('Gone', `There is no incident ${id}.`);
  return row;
}

/** The login of the incident. One without is none of ours. */
export function loginOf({ id, login }: Row): Login {
  if (!login) throw new TaskError('Unfit', `Incident ${id} tells of no login.`);
  return login;
}

export async function knownOf(ports: Ports, incidentId: string): Promise<Known> {
  const row = await rowOf(ports, incidentId);
  const heard = loginOf(row);
  const place = { accountId: heard.accountId, region: heard.region };
  const clients = ports.containment(place);
  const target = await readOr(() => instanceOfTarget(clients, heard.target));
  const instanceId = target.kind === 'read' ? target.value : undefined;
  const login = instanceId ? loginOn(heard, instanceId) : heard;
  if (!instanceId) {
    const why = target.kind === 'unread' ? target.why : 'no machine is known by it';
    const none = unread(why);
    return { row, place, login, instance: none, records: none, tags: none, identified: none };
  }
  const [instance, found] = await Promise.all([
    readOr(() => describeInstance(clients, instanceId)),
    readOr(() => recordsOf(ports, login, instanceId)),
  ]);
  const records = found.kind === 'read' ? read(found.value.records) : found;
  const tags = tagsOf(instance, found, instanceId);
  const others = await heardOn(ports, row, login);
  const seen = { instance, records, tags };
  const identified = await readOr(() => identifiedOf(ports, login, seen, others));
  return {
    ...{ row, place, login, instanceId, instance, records, tags },
    identified: records.kind === 'unread' ? records : identified,
  };
}

const DAY_MS = 24 * 3_600_000;

async function recordsOf(
  ports: Ports,
  { accountId, region, at }: Login,
  instanceId: string,
): Promise<Found> {
  const clients = ports.collector({ accountId, region });
  const around = {
    from: new Date(Date.parse(at) - DAY_MS).toISOString(),
    to: new Date(Date.parse(at) + DAY_MS).toISOString(),
  };
  const about = await callsAbout(clients, { key: 'ResourceName', value: instanceId });
  const found = [about];
  for (const value of CALLS)
    found.push(await callsAbout(clients, { key: 'EventName', value, ...around }));
  const distinct = new Map(
    found.flatMap(({ records }) => records).map((one) => [JSON.stringify(one), one]),
  );
  return { records: [...distinct.values()], isCut: about.isCut };
}

/** Logins of a day before and after that have incidents of ours on the same machine: a host's words are there only. */
async function heardOn(
  { table, incident }: Ports,
  { subjectKey }: Row,
  { at }: Login,
): Promise<readonly Login[]> {
  const [since, until] = [-DAY_MS, DAY_MS].map((by) => new Date(Date.parse(at) + by).toISOString());
  const question = { subjectKey, ...(since && until && { since, until }) };
  const found = await newestIncidents(table, question, MOST_HEARD);
  const rows = await Promise.all(found.map(({ id }) => incident(id)));
  return rows.flatMap((row) => row?.login ?? []);
}

const MOST_HEARD = 50;

/** Records of these name their machine in the request only. */
const CALLS = ['StartSession', 'SendSSHPublicKey', 'SendSerialConsoleSSHPublicKey'];

function tagsOf(
  instance: Read<Instance | undefined>,
  found: Read<Found>,
  instanceId: string,
): Read<Tags> {
  if (instance.kind === 'unread') return instance;
  const { Tags = [] } = instance.value ?? {};
  const entries = Tags.map(({ Key = '', Value = '' }) => {
    return [Key, { value: Value, setBy: whoSet(found, instanceId, Key) }] as const;
  });
  return read(Object.fromEntries(entries));
}

/** Many calls about a machine push the one that set its tag out of what is read: then the tag may be new. */
function whoSet(found: Read<Found>, instanceId: string, key: string): Settable<string>['setBy'] {
  if (found.kind === 'unread') return found;
  const { records, isCut } = found.value;
  const setBy = setByIn(records, instanceId, key);
  return isCut && !setBy ? unread('there are too many calls about the machine') : read(setBy);
}

async function identifiedOf(
  ports: Ports,
  login: Login,
  { instance, records, tags }: Pick<Known, 'instance' | 'records' | 'tags'>,
  heard: readonly Login[],
): Promise<Identified> {
  const clients = ports.containment(login);
  const about = instance.kind === 'read' ? instance.value : undefined;
  const hasKey = login.keyFingerprint !== undefined && about !== undefined;
  const [keyPairs, userData] = hasKey
    ? await Promise.all([keyPairsOf(clients, about), userDataOf(clients, about.InstanceId ?? '')])
    : [[], undefined];
  return identify(login, {
    records: records.kind === 'read' ? records.value : [],
    tags: tags.kind === 'read' ? tags.value : {},
    ...{ keyPairs, heard, sha256 },
    ...(about?.KeyName && { launchedWith: about.KeyName }),
    ...(userData && { userData }),
  });
}
