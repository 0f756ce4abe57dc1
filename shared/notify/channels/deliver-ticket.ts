import { endsIt } from '../../domain/acknowledgement';
import type { Delivery } from '../../domain/notification';
import { plainly } from '../../report/plain';
import { cut } from '../cut';
import { kindOf, type Letter, type LetterItem } from '../letter';
import { type Said, say } from '../say';
import { subjectOf } from '../title-of';
import { trouble } from './judge-answer';
import type { ChannelPorts, HttpAnswer } from './ports';

/** What a ticket system can do. Each rejects with `DeskTrouble` when it could not. */
export interface Desk {
  /** The ticket of an incident, where one was made and we were killed before we wrote that down. */
  readonly find: (incidentId: string) => Promise<string | undefined>;
  readonly create: (ticket: Ticket) => Promise<string>;
  readonly comment: (ref: string, said: Said) => Promise<void>;
  readonly close: (ref: string, said: Said) => Promise<void>;
  /** Says of a ticket which one it goes on from. It may be that the system knows no such links. */
  readonly link: (ref: string, from: string) => Promise<void>;
}

export interface Ticket {
  readonly incidentId: string;
  /** Of the incident, and not of the transition that is told first. */
  readonly title: string;
  readonly said: Said;
}

/** A call to a ticket system that did not go well, and what that means for the next try. */
export class DeskTrouble extends Error {
  override readonly name = 'DeskTrouble';
  constructor(readonly delivery: Exclude<Delivery, { kind: 'delivered' }>) {
    super(delivery.why);
  }
}

/** The body of an answer; throws `DeskTrouble` when it is not a good one. */
export function bodyOf(who: string, answer: HttpAnswer): string {
  const wrong = trouble(who, answer);
  if (wrong) throw new DeskTrouble(wrong);
  return answer.kind === 'answered' ? answer.body : '';
}

/** One ticket an incident: made once, then commented on, closed when a person says it is over. */
export async function deliverTicket(
  desk: Desk,
  { items: [item], mayRepeat }: Letter,
  { ticket }: Pick<ChannelPorts, 'ticket'>,
): Promise<Delivery> {
  if (!item) return { kind: 'refused', why: 'there is nothing to tell' };
  try {
    return await tell(desk, { item, mayRepeat }, ticket);
  } catch (error) {
    if (error instanceof DeskTrouble) return error.delivery;
    throw error;
  }
}

async function tell(
  desk: Desk,
  { item, mayRepeat }: { readonly item: LetterItem; readonly mayRepeat: boolean },
  ticket: ChannelPorts['ticket'],
): Promise<Delivery> {
  const { incident } = item;
  const known = await ticket.read(incident.id);
  const found = known ?? (await desk.find(incident.id));
  const isNew = found === undefined;
  // A new ticket says everything, also what was told elsewhere.
  const said = say(isNew ? { ...item, toldBefore: false } : item, mayRepeat);
  const title = cut(subjectOf(plainly(incident)), 250);
  const ref = found ?? (await desk.create({ incidentId: incident.id, title, said }));
  if (known === undefined) await ticket.keep(incident.id, ref);
  const answer = incident.acknowledged ? incident.acknowledgement : undefined;
  if (kindOf(item) === 'acknowledged' && answer && endsIt(answer)) await desk.close(ref, said);
  else if (!isNew) await desk.comment(ref, said);
  const { follows } = incident;
  const from = isNew && follows !== undefined ? await ticket.read(follows) : undefined;
  if (from !== undefined) {
    await desk.comment(from, goesOn(said, ref));
    await desk.link(ref, from);
  }
  return { kind: 'delivered', ref };
}

/** What the ticket of a followed incident is told. */
const goesOn = ({ title, severity }: Said, ref: string): Said => ({
  title: `It goes on in ${ref}: ${title}`,
  ...{ severity, facts: [], next: [], commands: [], links: [] },
});
