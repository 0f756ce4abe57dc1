import type { ResearchEntry, Trace } from '../../domain/trace';
import type { DnsQuery } from './read-detections';
import type { Flow, Flows } from './read-flows';

/** What the machine did on the network before, as far back as its flow logs were read. */
export interface Before {
  readonly since: string;
  /** Far ends that it called. */
  readonly peers: readonly string[];
  /** Its ports that others called, and it answered. */
  readonly ports: readonly number[];
}

export function beforeIn({ flows }: Flows, since: string): Before {
  const peers = flows.filter(({ isOutbound }) => isOutbound).map(({ peer }) => peer);
  const called = flows.filter(({ isOutbound, bytesOut }) => !isOutbound && bytesOut > 0);
  return { since, peers: [...new Set(peers)], ports: [...new Set(called.map(({ port }) => port))] };
}

export const flowEntries = (flows: readonly Flow[]): readonly ResearchEntry[] =>
  flows.map(({ peer, port, protocol, isOutbound, bytesOut, bytesIn, first, line }) => ({
    at: first,
    source: 'flow logs',
    text: `${isOutbound ? 'called' : 'was called by'} ${peer}, ${protocol} port ${port}: ${bytesOut} bytes out, ${bytesIn} in`,
    evidence: line,
  }));

/** As many at one port, or ports of one far end, are told in one sentence. */
const MANY = 20;

/** Far ends that the machine called and never had before, with the name it had asked for. Callers are not its choice. */
export function newPeers(
  { flows, refused }: Flows,
  { peers: before, since }: Before,
  queries: readonly DnsQuery[],
): readonly Trace[] {
  const known = new Set(before);
  const time = `for the first time since ${since.slice(0, 10)}`;
  const isNew = ({ isOutbound, peer }: Flow) => isOutbound && !known.has(peer);
  const made = flows.filter(isNew);
  const tried = [...made, ...refused.filter(isNew)];
  const byPort = grouped(tried, ({ port, protocol }) => `${protocol} port ${port}`);
  const crowds = [...byPort].filter(([, some]) => peersIn(some).length >= MANY);
  const swept = new Set(crowds.flatMap(([, some]) => some));
  const byPeer = grouped(
    tried.filter((one) => !swept.has(one)),
    ({ peer }) => peer,
  );
  const probes = [...byPeer].filter(([, some]) => some.length >= MANY);
  const told = new Set([...swept, ...probes.flatMap(([, some]) => some)]);
  return [
    ...crowds.map(([what, some]) => {
      const peers = peersIn(some);
      const few = peers.slice(0, 3).join(', ');
      return together(
        `It called ${peers.length} addresses at ${what} ${time}, as scans do: ${few} …`,
        some,
      );
    }),
    ...probes.map(([peer, some]) =>
      together(`It called ${some.length} ports of ${peer} ${time}, as scans do.`, some),
    ),
    ...made.filter((one) => !told.has(one)).map((one) => alone(one, time, queries)),
  ];
}

const peersIn = (flows: readonly Flow[]): readonly string[] => [
  ...new Set(flows.map(({ peer }) => peer)),
];

function grouped(flows: readonly Flow[], by: (flow: Flow) => string): ReadonlyMap<string, Flow[]> {
  const groups = new Map<string, Flow[]>();
  for (const flow of flows) {
    const group = groups.get(by(flow)) ?? [];
    group.push(flow);
    groups.set(by(flow), group);
  }
  return groups;
}

function together(sentence: string, some: readonly Flow[]): Trace {
  const [first] = some.toSorted((a, b) => (a.first < b.first ? -1 : 1));
  const sent = some.reduce((sum, { bytesOut }) => sum + bytesOut, 0);
  return {
    kind: 'peer',
    sentence: `${sentence} It sent ${sent} bytes.`,
    evidence: some.slice(0, 10).map(({ line }) => line),
    ...(first && { at: first.first }),
    words: 'aws',
  };
}

function alone(
  { peer, port, protocol, bytesOut, first, line }: Flow,
  time: string,
  queries: readonly DnsQuery[],
): Trace {
  const query = queries.find(({ answers }) => answers.includes(peer));
  const name = query ? ` (${query.name})` : '';
  return {
    kind: 'peer',
    sentence: `It called ${peer}${name}, ${protocol} port ${port}, ${time}, and sent ${bytesOut} bytes.`,
    evidence: [line, ...(query ? [query.line] : [])],
    at: first,
    words: 'aws',
  };
}
