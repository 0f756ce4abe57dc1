import type { Read } from '../../domain/login';
import type { ResearchEntry, Trace } from '../../domain/trace';
import type { DnsQuery } from './read-detections';
import type { Flow } from './read-flows';

export const flowEntries = (flows: readonly Flow[]): readonly ResearchEntry[] =>
  flows.map(({ peer, port, protocol, isOutbound, bytesOut, bytesIn, first, line }) => ({
    at: first,
    source: 'flow logs',
    text: `${isOutbound ? 'called' : 'was called by'} ${peer}, ${protocol} port ${port}: ${bytesOut} bytes out, ${bytesIn} in`,
    evidence: line,
  }));

/** Far ends that the machine called and never had before, with the name it had asked for. Callers are not its choice. */
export function newPeers(
  flows: readonly Flow[],
  known: Read<readonly string[]>,
  queries: readonly DnsQuery[],
): readonly Trace[] {
  if (known.kind === 'unread') return [];
  const before = new Set(known.value);
  return flows
    .filter(({ isOutbound, peer }) => isOutbound && !before.has(peer))
    .map(({ peer, port, protocol, bytesOut, first, line }) => {
      const query = queries.find(({ answers }) => answers.includes(peer));
      const name = query ? ` (${query.name})` : '';
      return {
        kind: 'peer',
        sentence: `It called ${peer}${name}, ${protocol} port ${port}, for the first time, and sent ${bytesOut} bytes.`,
        evidence: [line, ...(query ? [query.line] : [])],
        at: first,
        words: 'aws',
      };
    });
}
