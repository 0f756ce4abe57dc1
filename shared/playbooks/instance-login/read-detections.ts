import { field, list, number, parseJson, text } from '../../record/json';
import { clean } from './clean';

/** A finding of GuardDuty's, as EventBridge or its API has it. */
export interface Detection {
  readonly id: string;
  readonly type: string;
  readonly title: string;
  readonly severity: number;
  readonly at: string;
  readonly instanceId?: string;
}

export function readDetection(value: unknown): Detection | undefined {
  const id = text(field(value, 'id'));
  const type = text(field(value, 'type'));
  const at = Date.parse(
    text(field(value, 'service', 'eventFirstSeen')) ?? text(field(value, 'updatedAt')) ?? '',
  );
  if (!id || !type || Number.isNaN(at)) return undefined;
  const instanceId = text(field(value, 'resource', 'instanceDetails', 'instanceId'));
  return {
    id: clean(id, 100),
    type: clean(type, 200),
    title: clean(text(field(value, 'title')) ?? type, 300),
    severity: number(field(value, 'severity')) ?? 0,
    at: new Date(at).toISOString(),
    ...(instanceId && { instanceId: clean(instanceId, 32) }),
  };
}

/** A question of the machine's to the resolver. */
export interface DnsQuery {
  readonly at: string;
  readonly name: string;
  readonly type: string;
  readonly answers: readonly string[];
  readonly line: string;
}

const MOST = 100_000;

/** Route 53 Resolver query logs, a JSON object a line; only the machine's own questions. */
export function readDns(
  log: string,
  { instanceId }: { readonly instanceId: string },
): { readonly queries: readonly DnsQuery[]; readonly lost: number } {
  const lines = log.split('\n').filter((line) => line.trim() !== '');
  const queries: DnsQuery[] = [];
  let lost = Math.max(0, lines.length - MOST);
  for (const line of lines.slice(0, MOST)) {
    const query = parseJson(line);
    const name = text(field(query, 'query_name'));
    const at = Date.parse(text(field(query, 'query_timestamp')) ?? '');
    if (!name || Number.isNaN(at)) lost++;
    else if (field(query, 'srcids', 'instance') === instanceId) {
      queries.push({
        at: new Date(at).toISOString(),
        name: clean(name.replace(/\.$/, ''), 253),
        type: clean(text(field(query, 'query_type')) ?? '?', 10),
        answers: list(field(query, 'answers'))
          .slice(0, 20)
          .flatMap((one) => {
            const data = text(field(one, 'Rdata'));
            return data ? [clean(data, 253)] : [];
          }),
        line: clean(line, 500),
      });
    }
  }
  return { queries, lost };
}
