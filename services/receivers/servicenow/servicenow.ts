import { jsonObject } from '../json';
import type { HookAnswer, HookRequest, Receiver } from '../receiver';
import { basic, receiverSecrets } from '../secrets';
import { findTickets } from './find-tickets';
import { refused } from './refused';
import { changeTicket, createTicket, type Ticket } from './tickets';

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
