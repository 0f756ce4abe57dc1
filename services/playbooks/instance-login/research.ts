import { putEvidence, storedEvidence } from '../../../shared/aws/playbooks/instance/evidence-store';
import { addressesOf } from '../../../shared/aws/playbooks/instance/instance-facts';
import { INCIDENT, ORGANIZATION, queryAll } from '../../../shared/aws/table/table';
import { actorNames } from '../../../shared/domain/evidence';
import { type Login, type Read, read, unread } from '../../../shared/domain/login';
import type { LookedFor, Trace } from '../../../shared/domain/trace';
import { correlate } from '../../../shared/playbooks/instance-login/correlate';
import { type HostState, readHost } from '../../../shared/playbooks/instance-login/read-host';
import { isInRange } from '../../../shared/record/statements/conditions';
import { evidenceKey } from './evidence-key';
import { type Known, knownOf } from './facts';
import { came } from './outcome';
import type { Input, Ports } from './ports';
import { readOr } from './read-or';
import { sourcesOf } from './sources';
import { MOST_PACKED, unpacked } from './unpacked';
import { around } from './window';

const HOUR_MS = 3_600_000;
const MOST_FINDINGS = 20;

/** One timeline of records and of what the machine says of itself; what looks like an intruder is told. */
export async function research(ports: Ports, input: Input): Promise<object> {
  const known = await knownOf(ports, input.incidentId);
  const { row, login, instanceId = '', instance, identified } = known;
  const about = instance.kind === 'read' ? instance.value : undefined;
  const call = login.call ?? (identified.kind === 'read' ? identified.value.call?.call : undefined);
  // The investigator may have found by now who is behind it.
  const behind = row.lineage?.links.map(({ principal }) => principal) ?? [];
  const names = [...new Set([...(call ? actorNames(call.actor) : []), ...behind])];
  const sources = await sourcesOf(ports, known, names);
  const now = ports.now();
  const { to } = around(login.at);
  const found = correlate({
    ...{ login, instanceId, names },
    addresses: about ? addressesOf(about) : [],
    host: await hostState(ports, input.incidentId),
    elsewhere: read(await elsewhere(ports, known)),
    ...sources,
    gaps: [...sources.gaps, ...(now.getTime() < to ? [tooEarly(now, to)] : [])],
  });
  const { forensic } = ports;
  if (forensic)
    await putEvidence(
      ports.forensics(forensic),
      forensic.bucket,
      evidenceKey(input.incidentId, 'research.json'),
      JSON.stringify(found, null, 2),
    );
  const findings = found.traces.slice(0, MOST_FINDINGS).map(withEvidence);
  const not = found.lookedFor.filter(({ unread }) => unread).length;
  const text = `research: ${found.traces.length + found.tracesLeft} findings in ${found.entries.length + found.entriesLeft} moments; ${found.lookedFor.length - not} looks found nothing, ${not} could not be had. ${found.traces
    .slice(0, 2)
    .map(({ sentence }) => sentence)
    .join(' ')}`;
  await came(ports, input, text, 'noticed', (held) => ({
    ...held,
    findings,
    looks: { ...held.looks, [input.task]: found.lookedFor },
  }));
  return {};
}

const tooEarly = (now: Date, to: number): LookedFor => ({
  what: `what logs tell of the time from ${now.toISOString()} to ${new Date(to).toISOString()}`,
  unread: 'it was not over, and logs come some minutes late',
});

/** A sentence with the first lines that it rests on; research.json has all. */
function withEvidence({ sentence, evidence }: Trace): string {
  const shown = evidence
    .slice(0, 2)
    .map((one) => (one.length > 200 ? `${one.slice(0, 200)}…` : one));
  return shown.length === 0 ? sentence : `${sentence} (${shown.join('; ')})`;
}

async function hostState(ports: Ports, incidentId: string): Promise<Read<HostState>> {
  const { forensic } = ports;
  const { volatileKey } = await ports.run(incidentId);
  if (!forensic || !volatileKey) return unread('what runs on it was not taken');
  const most = { most: MOST_PACKED };
  const stored = await readOr(() =>
    storedEvidence(ports.forensics(forensic), forensic.bucket, volatileKey, most),
  );
  if (stored.kind === 'unread') return stored;
  if (!stored.value?.bytes) return unread('the archive is too large or not there');
  const files = unpacked(stored.value.bytes);
  if (!files) return unread('the archive cannot be unpacked');
  try {
    return read(readHost(files, ports.now().toISOString()));
  } catch {
    return unread('the archive cannot be read');
  }
}

/** Logins of a day on other machines, from the same address or with the same key. */
async function elsewhere(
  { table, rules }: Ports,
  { row, login }: Known,
): Promise<readonly Login[]> {
  const since = new Date(Date.parse(login.at) - 24 * HOUR_MS).toISOString();
  const items = await queryAll(table, {
    index: 'byTime',
    key: {
      expression: '#organization = :organization AND #openedKey >= :since',
      values: { organization: ORGANIZATION, since },
    },
  });
  // Many people share an address of ours: it says nothing of who they are.
  const isOurs = (ip: string) => rules.login.networks.some((range) => isInRange(range, ip));
  const own = login.call?.sourceIp ?? login.from;
  const address = own === undefined || isOurs(own) ? undefined : own;
  return items.flatMap(({ sk, subjectKey, login: other }) => {
    const one = other as Login | undefined;
    if (sk !== INCIDENT || !one || subjectKey === row.subjectKey) return [];
    const isSame =
      (address !== undefined && address === (one.call?.sourceIp ?? one.from)) ||
      (one.keyFingerprint !== undefined && one.keyFingerprint === login.keyFingerprint);
    return isSame ? [one] : [];
  });
}
