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

/** What a ticket system can do. Each call rejects with `DeskTrouble` when it failed. */
export interface Desk {
  /** The ticket of an incident that an earlier try made, if we were killed before we wrote its key down. */
  readonly find: (incidentId: string) => Promise<string | undefined>;
  readonly create: (ticket: Ticket) => Promise<string>;
  readonly comment: (ref: string, said: Said) => Promise<void>;
  readonly close: (ref: string, said: Said) => Promise<void>;
  /** Links a ticket to the one that it follows. The system may know no such links. */
  readonly link: (ref: string, from: string) => Promise<void>;
}

export interface Ticket {
  readonly incidentId: string;
  /** The incident's title, which is the same for every transition. */
  readonly title: string;
  readonly said: Said;
}

/** A call to a ticket system that failed, and what that means for the next try. */
export class DeskTrouble extends Error {
  override readonly name = 'DeskTrouble';
  constructor(readonly delivery: Exclude<Delivery, { kind: 'delivered' }>) {
    super(delivery.why);
  }
}

/** The body of an answer; throws `DeskTrouble` when the answer is not a success. */
export function bodyOf(who: string, answer: HttpAnswer): string {
  const wrong = trouble(who, answer);
  if (wrong) throw new DeskTrouble(wrong);
  return answer.kind === 'answered' ? answer.body : '';
}

/**
 * One ticket an incident: made once, then commented on, closed when a person says it is over. New incidents of a
 * flood are one ticket together.
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
  // A new ticket tells everything, including what was told elsewhere.
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
 * One ticket for a flood, in the name of its worst incident: the answer to that incident closes it. The other
 * incidents remember the ticket, and their news is told there. An incident that already has a ticket, from a try
 * that was cut off, keeps it.
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

/** Marks a remembered ticket that is a flood's, made in the name of another incident. */
const IN_FLOOD = ' (flood)';

const refOf = (kept: string): string => kept.replace(IN_FLOOD, '');

/** The comment on the ticket of the followed incident. */
const goesOn = ({ title, severity }: Said, ref: string): Said => ({
  title: `It goes on in ${ref}: ${title}`,
  ...{ severity, facts: [], next: [], commands: [], links: [] },
});
