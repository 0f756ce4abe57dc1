import { randomUUID } from 'node:crypto';
import { type Json, jsonObject } from '../json';
import type { HookAnswer, HookRequest, Receiver } from '../receiver';
import { basic, receiverSecrets } from '../secrets';

export interface ServiceNow {
  readonly receive: Receiver;
  /** By `sys_id`. */
  readonly tickets: ReadonlyMap<string, Ticket>;
}

/** The Table API on `incident`. [D] servicenow.com/docs "Table API" */
export function createServiceNow(): ServiceNow {
  const tickets = new Map<string, Ticket>();
  return { tickets, receive: (request) => receive(tickets, request) };
}

const path = /^\/api\/now\/(?:v2\/)?table\/incident(?:\/([0-9a-f]{32}))?$/;

function receive(tickets: Map<string, Ticket>, request: HookRequest): HookAnswer {
  const { servicenowUser, servicenowPassword } = receiverSecrets;
  if (request.headers.authorization !== basic(servicenowUser, servicenowPassword)) {
    return refused(401, 'User Not Authenticated', 'Required to provide Auth information');
  }
  const match = path.exec(request.path);
  if (match === null) return refused(400, 'Invalid table', 'null');
  const [, id] = match;
  if (id !== undefined && !tickets.has(id)) {
    return refused(
      404,
      'No Record found',
      "Record doesn't exist or ACL restricts the record retrieval",
    );
  }
  if (request.method === 'GET') return findTickets(tickets, id, request);
  const fields = jsonObject(request.body);
  if (fields === undefined) {
    return refused(400, 'Exception while reading request', 'The payload is not valid JSON.');
  }
  if (request.body.includes('\\u0000')) {
    return refused(400, 'Exception while reading request', 'A text holds a NUL.');
  }
  if (request.method === 'POST' && id === undefined) return createTicket(tickets, fields, request);
  const changes = request.method === 'PATCH' || request.method === 'PUT';
  if (changes && id !== undefined) return changeTicket(tickets, id, { fields, request });
  return refused(405, 'Method not supported', request.method);
}

/** A row of the table `incident`; every value is text, as the Table API gives it. */
type Ticket = Readonly<Record<string, string>>;

/** What may not be written; that it was not written is not said. */
const own = ['sys_id', 'number', 'sys_created_on', 'sys_updated_on'];

/** Resolved and closed. */
const closedStates = ['6', '7'];

const mostCharacters = 160;

function createTicket(tickets: Map<string, Ticket>, fields: Json, { at }: HookRequest): HookAnswer {
  const ticket: Ticket = {
    state: '1',
    ...written(fields),
    sys_id: randomUUID().replaceAll('-', ''),
    number: `INC${String(10_001 + tickets.size).padStart(7, '0')}`,
    sys_created_on: timeOf(at),
    sys_updated_on: timeOf(at),
  };
  return keep(tickets, ticket, 201);
}

function changeTicket(
  tickets: Map<string, Ticket>,
  id: string,
  { fields, request }: { readonly fields: Json; readonly request: HookRequest },
): HookAnswer {
  const known = tickets.get(id) ?? {};
  return keep(tickets, { ...known, ...written(fields), sys_updated_on: timeOf(request.at) }, 200);
}

/** Closing takes a code and notes: a data policy every instance comes with. */
function keep(tickets: Map<string, Ticket>, ticket: Ticket, status: number): HookAnswer {
  const isClosed = closedStates.includes(ticket.state ?? '');
  if (isClosed && !(ticket.close_code && ticket.close_notes)) {
    return refused(
      403,
      'Operation Failed',
      'Data Policy Exception:\n The following fields are mandatory: Close code, Close notes',
    );
  }
  tickets.set(ticket.sys_id ?? '', ticket);
  return { status, body: { result: ticket } };
}

/** Values become text, and a long short description is cut, without a word. */
function written(fields: Json): Record<string, string> {
  const texts = Object.entries(fields)
    .filter(([name]) => !own.includes(name))
    .map(([name, value]) => [name, value === null ? '' : String(value)]);
  const all: Record<string, string> = Object.fromEntries(texts);
  const { short_description: short } = all;
  return short === undefined ? all : { ...all, short_description: short.slice(0, mostCharacters) };
}

/** `2026-11-22 04:08:08` */
const timeOf = (at: Date): string => at.toISOString().slice(0, 19).replace('T', ' ');

/** One by id, or those of `sysparm_query`: clauses `field=value`, `field!=value` joined by `^`. */
function findTickets(
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

/** An error as the Table API gives it. */
function refused(status: number, message: string, detail: string): HookAnswer {
  return { status, body: { error: { message, detail }, status: 'failure' } };
}
