import { endsIt } from '../../../domain/acknowledgement';
import type { Delivery } from '../../../domain/notification';
import { plainly } from '../../report/plain';
import { cut } from '../cut';
import { kindOf, type Letter, type LetterItem } from '../letter';
import { type Said, say } from '../say';
import { sayMany } from '../say-many';
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

/**
 * One ticket an incident: made once, then commented on, closed when a person says it is over. New incidents of a flood
 * are one ticket together.
 */
export async function deliverTicket(
  desk: Desk,
  letter: Letter,
  { ticket }: Pick<ChannelPorts, 'ticket'>,
): Promise<Delivery> {
  const [item, ...others] = letter.items;
  if (!item) return { kind: 'refused', why: 'there is nothing to tell' };
  const { mayRepeat } = letter;
  try {
    return others.length > 0
      ? await tellFlood(desk, letter, ticket)
      : await tell(desk, { item, mayRepeat }, ticket);
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
  const kept = await ticket.read(incident.id);
  const known = kept && refOf(kept);
  const found = known ?? (await desk.find(incident.id));
  const isNew = found === undefined;
  // A new ticket says everything, also what was told elsewhere.
  const said = say(isNew ? { ...item, toldBefore: false } : item, mayRepeat);
  const title = cut(subjectOf(plainly(incident)), 250);
  const ref = found ?? (await desk.create({ incidentId: incident.id, title, said }));
  if (known === undefined) await ticket.keep(incident.id, ref);
  const answer = incident.acknowledged ? incident.acknowledgement : undefined;
  const isOver = kindOf(item) === 'acknowledged' && answer && endsIt(answer);
  if (isOver && !kept?.endsWith(IN_FLOOD)) await desk.close(ref, said);
  else if (!isNew) await desk.comment(ref, said);
  const { follows } = incident;
  const before = isNew && follows !== undefined ? await ticket.read(follows) : undefined;
  if (before !== undefined) {
    const from = refOf(before);
    await desk.comment(from, goesOn(said, ref));
    await desk.link(ref, from);
  }
  return { kind: 'delivered', ref };
}

/**
 * One ticket that says it is a flood, in the name of the worst: the answer to that one closes it. The others remember it,
 * and what becomes of them is told there. One that has a ticket already, from a try that was cut off, keeps it.
 */
async function tellFlood(
  desk: Desk,
  letter: Letter,
  ticket: ChannelPorts['ticket'],
): Promise<Delivery> {
  const items = worstFirst(letter.items);
  const kept = await Promise.all(items.map(({ incident }) => ticket.read(incident.id)));
  const untold = items.filter((_, index) => kept[index] === undefined);
  const [worst] = untold;
  if (!worst) return { kind: 'delivered', ref: refOf(kept[0] ?? '') };
  const { id } = worst.incident;
  const said = sayMany({ ...letter, items: untold });
  const title = cut(said.title, 250);
  const ref = (await desk.find(id)) ?? (await desk.create({ incidentId: id, title, said }));
  await ticket.keep(id, ref);
  for (const { incident } of untold.slice(1)) await ticket.keep(incident.id, `${ref}${IN_FLOOD}`);
  return { kind: 'delivered', ref };
}

const worstFirst = (items: readonly LetterItem[]): readonly LetterItem[] =>
  items.toSorted(
    (one, other) =>
      SEVERITIES.indexOf(one.incident.severity) - SEVERITIES.indexOf(other.incident.severity),
  );

const SEVERITIES = ['critical', 'high', 'medium'];

/** After the ticket that is remembered for an incident: it is a flood's, and made in the name of another. */
const IN_FLOOD = ' (flood)';

const refOf = (kept: string): string => kept.replace(IN_FLOOD, '');

/** What the ticket of a followed incident is told. */
const goesOn = ({ title, severity }: Said, ref: string): Said => ({
  title: `It goes on in ${ref}: ${title}`,
  ...{ severity, facts: [], next: [], commands: [], links: [] },
});
