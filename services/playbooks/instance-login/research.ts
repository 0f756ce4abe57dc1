import { gunzipSync } from 'node:zlib';
import { callsAbout } from '../../../shared/aws/playbooks/instance/call-history';
import { putEvidence, storedEvidence } from '../../../shared/aws/playbooks/instance/evidence-store';
import { addressesOf } from '../../../shared/aws/playbooks/instance/instance-facts';
import { INCIDENT, ORGANIZATION, queryAll } from '../../../shared/aws/table/table';
import { actorNames } from '../../../shared/domain/evidence';
import { type Login, type Read, read, unread } from '../../../shared/domain/login';
import { readTar } from '../../../shared/playbooks/instance-login/collected';
import { correlate } from '../../../shared/playbooks/instance-login/correlate';
import { type HostState, readHost } from '../../../shared/playbooks/instance-login/read-host';
import { evidenceKey } from './evidence-key';
import { type Known, knownOf } from './facts';
import { came } from './outcome';
import type { Input, Ports } from './ports';
import { readOr } from './read-or';

const HOUR_MS = 3_600_000;
const MOST_BYTES = 256 * 1_048_576;
const MOST_FINDINGS = 20;

/** One timeline of records and of what the machine says of itself; what looks like an intruder is told. */
export async function research(ports: Ports, input: Input): Promise<object> {
  const known = await knownOf(ports, input.incidentId);
  const { login, instanceId = '', instance, identified } = known;
  const about = instance.kind === 'read' ? instance.value : undefined;
  const call = login.call ?? (identified.kind === 'read' ? identified.value.call?.call : undefined);
  const names = call ? actorNames(call.actor) : [];
  const found = correlate({
    ...{ login, instanceId, names },
    addresses: about ? addressesOf(about) : [],
    egress: unread('NAT gateways are not read'),
    records: await recordsAround(ports, login, instanceId, names),
    flows: unread('flow logs are not read'),
    knownPeers: unread('flow logs are not read'),
    knownPorts: unread('nothing is known of its ports before'),
    dns: unread('DNS logs are not read'),
    host: await hostState(ports, input.incidentId),
    detections: unread('GuardDuty is not asked'),
    elsewhere: read(await elsewhere(ports, known)),
  });
  const { forensic } = ports;
  if (forensic)
    await putEvidence(
      ports.forensics(forensic),
      forensic.bucket,
      evidenceKey(input.incidentId, 'research.json'),
      JSON.stringify(found, null, 2),
    );
  const findings = found.traces.slice(0, MOST_FINDINGS).map(({ sentence }) => sentence);
  const not = found.lookedFor.filter(({ unread }) => unread).length;
  const text = `research: ${found.traces.length + found.tracesLeft} findings in ${found.entries.length + found.entriesLeft} moments; ${found.lookedFor.length - not} looks found nothing, ${not} could not be had. ${findings.slice(0, 2).join(' ')}`;
  await came(ports, input, text, 'noticed', (held) => ({ ...held, findings }));
  return {};
}

async function recordsAround(
  ports: Ports,
  login: Login,
  instanceId: string,
  names: readonly string[],
): Promise<Read<readonly unknown[]>> {
  const at = Date.parse(login.at);
  const from = new Date(at - HOUR_MS).toISOString();
  const to = new Date(at + HOUR_MS).toISOString();
  // The session of a machine's role has the machine's name; Event history names a session by its last part.
  const users = [...new Set([instanceId, ...names.map((name) => name.split('/').at(-1) ?? '')])];
  return readOr(async () => {
    const some: unknown[] = [];
    for (const value of users.filter((one) => one !== '').slice(0, 4)) {
      const about = { key: 'Username', value, from, to } as const;
      some.push(...(await callsAbout(ports.collector(login), about)).records);
    }
    return some;
  });
}

async function hostState(ports: Ports, incidentId: string): Promise<Read<HostState>> {
  const { forensic } = ports;
  const { volatileKey } = await ports.run(incidentId);
  if (!forensic || !volatileKey) return unread('what runs on it was not taken');
  const most = { most: MOST_BYTES };
  const stored = await readOr(() =>
    storedEvidence(ports.forensics(forensic), forensic.bucket, volatileKey, most),
  );
  if (stored.kind === 'unread') return stored;
  if (!stored.value?.bytes) return unread('the archive is too large or not there');
  try {
    // A host may send anything: what is no archive is not read, and one that swells is cut.
    const tar = gunzipSync(stored.value.bytes, { maxOutputLength: 2 * MOST_BYTES });
    return read(readHost(readTar(tar).files, ports.now().toISOString()));
  } catch {
    return unread('the archive cannot be unpacked');
  }
}

/** Logins of a day on other machines, from the same address or with the same key. */
async function elsewhere({ table }: Ports, { row, login }: Known): Promise<readonly Login[]> {
  const since = new Date(Date.parse(login.at) - 24 * HOUR_MS).toISOString();
  const items = await queryAll(table, {
    index: 'byTime',
    key: {
      expression: '#organization = :organization AND #openedKey >= :since',
      values: { organization: ORGANIZATION, since },
    },
  });
  const address = ({ call, from }: Login) => call?.sourceIp ?? from;
  return items.flatMap(({ sk, subjectKey, login: other }) => {
    const one = other as Login | undefined;
    if (sk !== INCIDENT || !one || subjectKey === row.subjectKey) return [];
    const isSame =
      (address(one) !== undefined && address(one) === address(login)) ||
      (one.keyFingerprint !== undefined && one.keyFingerprint === login.keyFingerprint);
    return isSame ? [one] : [];
  });
}
