import { endsIt } from '../../domain/acknowledgement';
import type { Delivery } from '../../domain/notification';
import { cut } from '../cut';
import { kindOf, type Letter, type LetterItem } from '../letter';
import { plainText } from '../plain-text';
import { say } from '../say';
import { trouble } from './judge-answer';
import type { ChannelPorts, HttpAnswer } from './ports';

/** What a ticket system can do. Each rejects with `DeskTrouble` when it could not. */
export interface Desk {
  /** The ticket of an incident, where one was made and we were killed before we wrote that down. */
  readonly find: (incidentId: string) => Promise<string | undefined>;
  readonly create: (ticket: Ticket) => Promise<string>;
  readonly comment: (ref: string, text: string) => Promise<void>;
  readonly close: (ref: string, text: string) => Promise<void>;
}

export interface Ticket {
  readonly incidentId: string;
  readonly title: string;
  readonly text: string;
  readonly severity: 'critical' | 'high' | 'medium';
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

/** One ticket an incident: made once, then commented on, closed when somebody says it is over. */
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
  const said = say(item, mayRepeat);
  const text = cut(plainText(said), 30_000);
  const known = await ticket.read(incident.id);
  let ref = known ?? (await desk.find(incident.id));
  const isNew = ref === undefined;
  const { title, severity } = said;
  ref ??= await desk.create({ incidentId: incident.id, title: cut(title, 250), text, severity });
  if (known === undefined) await ticket.keep(incident.id, ref);
  const answer = incident.acknowledgement;
  if (kindOf(item) === 'acknowledged' && answer && endsIt(answer)) await desk.close(ref, text);
  else if (!isNew) await desk.comment(ref, text);
  return { kind: 'delivered', ref };
}
