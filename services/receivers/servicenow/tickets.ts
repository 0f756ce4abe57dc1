import { randomUUID } from 'node:crypto';
import type { Json } from '../json';
import type { HookAnswer, HookRequest } from '../receiver';
import { refused } from './refused';

/** A row of the table `incident`; every value is text, as the Table API gives it. */
export type Ticket = Readonly<Record<string, string>>;

/** What may not be written; that it was not written is not said. */
const own = ['sys_id', 'number', 'sys_created_on', 'sys_updated_on'];

/** Resolved and closed. */
const closedStates = ['6', '7'];

const mostCharacters = 160;

export function createTicket(
  tickets: Map<string, Ticket>,
  fields: Json,
  { at }: HookRequest,
): HookAnswer {
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

export interface TicketChange {
  readonly fields: Json;
  readonly request: HookRequest;
}

export function changeTicket(
  tickets: Map<string, Ticket>,
  id: string,
  { fields, request }: TicketChange,
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
