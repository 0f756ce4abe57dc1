import type { HookAnswer, HookRequest } from '../receiver';
import type { Ticket } from './tickets';

/** One by id, or those of `sysparm_query`: clauses `field=value`, `field!=value` joined by `^`. */
export function findTickets(
  tickets: ReadonlyMap<string, Ticket>,
  id: string | undefined,
  { query }: HookRequest,
): HookAnswer {
  if (id !== undefined) return { status: 200, body: { result: tickets.get(id) } };
  const clauses = (query.get('sysparm_query') ?? '').split('^').filter((each) => each !== '');
  const found = [...tickets.values()].filter((ticket) =>
    clauses.every((clause) => holds(clause, ticket)),
  );
  const limit = Number(query.get('sysparm_limit') ?? 10_000);
  return { status: 200, body: { result: found.slice(0, limit) } };
}

/** A clause the instance cannot read is left out of the query, so that everything matches: ServiceNow's default. */
function holds(clause: string, ticket: Ticket): boolean {
  if (clause.startsWith('ORDERBY')) return true;
  const [, field, operator, value] = /^(\w+)(!=|=)(.*)$/.exec(clause) ?? [];
  if (field === undefined) return true;
  return ((ticket[field] ?? '') === value) === (operator === '=');
}
