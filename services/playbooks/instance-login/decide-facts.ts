import { doubtInExemption } from '../../../shared/aws/baselines/sealed';
import { findExemptions } from '../../../shared/aws/exemptions/find-exemptions';
import { newestIncidents } from '../../../shared/aws/incidents/find-incidents';
import { callsAbout } from '../../../shared/aws/playbooks/instance/call-history';
import { actorNames } from '../../../shared/domain/evidence';
import { exemptionInForce } from '../../../shared/domain/exemption';
import { type Login, type Read, read, unread } from '../../../shared/domain/login';
import type { LoginFacts } from '../../../shared/domain/login-facts';
import { readRecord } from '../../../shared/record/log-record';
import { TaskError } from '../task-error';
import { calendarOf } from './calendar';
import type { Known } from './facts';
import type { Ports, Row } from './ports';
import { readOr } from './read-or';

const DAY_MS = 24 * 3_600_000;
const HOUR_MS = 3_600_000;

/** Everything that the decision is made of. */
export async function decisionFacts(ports: Ports, known: Known): Promise<LoginFacts> {
  const { row, login, identified, tags } = known;
  const now = ports.now().toISOString();
  const found = identified.kind === 'read' ? identified.value : undefined;
  const call: LoginFacts['call'] = identified.kind === 'unread' ? identified : read(found?.call);
  const behind = login.call ?? found?.call?.call;
  const names = behind ? actorNames(behind.actor) : [];
  const [exemption, calendar, addresses, others, seenHere, openIncident, dark] = await Promise.all([
    exempt(ports, known, now),
    calendarOf(ports.own, ports.rules.calendars),
    addressSeen(ports, login, behind?.sourceIp, behind?.actor.principal),
    otherAddresses(ports, login, behind?.actor.accessKeyId, behind?.sourceIp),
    seenBefore(ports, known, names),
    incidentOf(ports, row.id, names),
    darkIncident(ports, login.accountId),
  ]);
  return {
    ...{ login, now, call, exemption, calendar, tags, seenHere, openIncident, dark },
    human: humanOf(row),
    addressSeen: addresses,
    otherAddresses: others,
    keyOrigin: identified.kind === 'unread' ? identified : read(found?.keyOrigin?.sentence),
  };
}

/** Event history is minutes late, so a walk that found no one may yet. */
function humanOf({ lineage }: Row): LoginFacts['human'] {
  if (!lineage) return unread('it was not asked yet');
  const isOpen = lineage.human === undefined && lineage.againAt !== undefined;
  return isOpen ? unread('not all records have arrived') : read(lineage.human);
}

async function exempt({ table, seal }: Ports, { row }: Known, now: string) {
  const all = await findExemptions(table, row.accountId, now);
  const one = exemptionInForce(all, row.subjectKey, now);
  if (!one) return read(undefined);
  const doubt = await doubtInExemption(seal, one);
  if (doubt?.kind === 'unverified')
    throw new TaskError('Again', 'The seal of an exemption could not be verified.');
  return read({ id: one.id, until: one.until, isSealed: doubt === undefined });
}

/** Event history names a session by its last part. */
const userOf = (principal: string): string => principal.split('/').at(-1) ?? principal;

async function addressSeen(
  ports: Ports,
  login: Login,
  address: string | undefined,
  principal: string | undefined,
): Promise<Read<boolean>> {
  if (!address || !principal) return unread('no call is known');
  const to = new Date(Date.parse(login.at) - HOUR_MS).toISOString();
  const asked = { key: 'Username', value: userOf(principal), to } as const;
  const found = await readOr(() => callsAbout(ports.collector(login), asked));
  if (found.kind === 'unread') return found;
  const isSeen = found.value.records.some((one) => {
    const record = readRecord(one);
    return record?.sourceIp === address && record.errorCode === undefined;
  });
  if (!isSeen && found.value.isCut) return unread('they called too often to be read whole');
  return read(isSeen);
}

async function otherAddresses(
  ports: Ports,
  login: Login,
  accessKeyId: string | undefined,
  address: string | undefined,
): Promise<Read<readonly string[]>> {
  if (!accessKeyId) return unread('no access key is known');
  const at = Date.parse(login.at);
  const [from, to] = [-HOUR_MS, HOUR_MS].map((by) => new Date(at + by).toISOString());
  const asked = {
    key: 'AccessKeyId',
    value: accessKeyId,
    ...(from && to && { from, to }),
  } as const;
  const found = await readOr(() => callsAbout(ports.collector(login), asked));
  if (found.kind === 'unread') return found;
  const others = found.value.records.flatMap((one) => readRecord(one)?.sourceIp ?? []);
  // What AWS's services do for the caller has their names, not addresses.
  return read([...new Set(others)].filter((one) => /^[0-9a-f.:]+$/i.test(one) && one !== address));
}

/** Only logins that were expected or that a person said were planned. */
async function seenBefore(
  { table, run }: Ports,
  { row, login }: Known,
  names: readonly string[],
): Promise<Read<string | undefined>> {
  const since = new Date(Date.parse(login.at) - 90 * DAY_MS).toISOString();
  const { subjectKey } = row;
  for (const one of await newestIncidents(table, { subjectKey, since }, MOST_EARLIER)) {
    const isEarlier = Date.parse(one.openedAt) < Date.parse(login.at) - HOUR_MS;
    const isSame = one.actors.some((actor) => names.includes(actor));
    if (one.id === row.id || !isEarlier || !isSame) continue;
    const { decision } = await run(one.id);
    if (decision?.verdict === 'expected') return read(one.openedAt);
  }
  return read(undefined);
}

const MOST_EARLIER = 50;

async function incidentOf({ table }: Ports, own: string, names: readonly string[]) {
  for (const actor of names) {
    const found = await newestIncidents(table, { actor, unacknowledged: true }, MOST_EARLIER);
    const one = found.find(({ id, state }) => id !== own && state !== 'attempted');
    if (one && (one.state === 'open' || one.state === 'escalated')) return read(one.id);
  }
  return read(undefined);
}

async function darkIncident({ table }: Ports, accountId: string) {
  const found = await newestIncidents(table, { accountId }, MOST_EARLIER);
  return read(
    found.find(({ blindSince, subjectKey }) => blindSince && subjectKey.startsWith('trail#'))?.id,
  );
}
