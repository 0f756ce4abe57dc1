import { withMoments } from '../../domain/account';
import { grown, type IncidentRecord, room } from '../../domain/incident-record';
import type { Episode } from '../../domain/memory';
import { describeObstacle } from '../../domain/obstacle';
import { UNREAD, type Unread, type UnreadPlace, unreadKey } from '../../domain/unread';
import { readMemory } from '../memory';
import { accountKey, episodeKey, readItem } from '../table/table';
import { amendIncident, type Book, beginning, holdIncident, moveSlot } from './hold-incident';
import { ended, entry, isOver } from './record-delivery';

const slotOf = (place: UnreadPlace) => ({
  pk: accountKey(place.accountId),
  sk: episodeKey(unreadKey(place)),
});

/**
 * Writes down failed looks: one incident of an account × Region and cause, with the subjects as a list. It lasts
 * until everything there was looked at again. That look finds what was done to a subject meanwhile, which is an
 * incident of the subject. Throws when the table did not take it; done twice it changes one counter.
 */
export async function recordUnread(
  book: Book,
  place: UnreadPlace,
  unread: readonly Unread[],
): Promise<void> {
  const at = lastOf(unread);
  if (at === undefined) return;
  const { accountId, region } = place;
  const key = slotOf(place);
  const subjectKey = `${UNREAD}${accountId}/${region}`;
  const slot = { key, subjectKey: unreadKey(place), state: 'escalated', at } as const;
  const { episode, item } = await holdIncident(book, slot, (held, holding) => {
    if (held && isOver(held, { at, quietMs: book.quietMs })) {
      return { kind: 'open', follows: held.acknowledged, priorBlows: 0 };
    }
    const subjectId = `${accountId}/${region}`;
    const head = { subjectKey, subjectId, accountId, region, severity: 'high' } as const;
    const was = held ?? beginning({ ...head, sentence: '' }, holding);
    const isLater = was.observedAt === undefined || was.observedAt <= at;
    const lasts = was.state !== 'restored' || isLater;
    const list = grown(
      new Set(lasts ? was.names : []),
      unread.map(({ name }) => name),
      room.names,
    );
    const sentence = sentenceOf(place, [...list], unread);
    const known = { ...was, names: [...list], sentence, looks: (was.looks ?? 0) + 1 };
    if (!isLater) return { kind: 'write', record: was }; // everything was looked at since
    const { restoredAt: _, standing: __, ...rest } = known;
    const next: IncidentRecord = {
      ...rest,
      ...{ state: 'escalated', outcome: 'escalated', unread: 'now' },
      ...{ escalation: ESCALATION, guidance: guidanceOf(place) },
      ...{ lastSeenAt: at, observedAt: at },
    };
    const isNews = held?.state !== 'escalated';
    const record = isNews ? withMoments(next, [entry(at, 'escalated', sentence)], 'moments') : next;
    return { kind: 'write', record };
  });
  const { state } = item;
  await moveSlot(book, key, { id: episode.incidentId, state, at, lastSeenAt: at });
}

/** The row as the table has it now. */
export const episodeIn = ({ table }: Book, place: UnreadPlace): Promise<Episode | undefined> =>
  readItem<Episode>(table, slotOf(place));

/** Everything in the place was looked at, `at` at the latest. */
export async function endUnread(
  book: Book,
  place: UnreadPlace,
  { episode, at }: { readonly episode: Episode; readonly at: string },
): Promise<void> {
  const id = episode.incidentId;
  await amendIncident(book, id, (held) => {
    if (held?.state !== 'escalated' || (held.observedAt ?? '') > at) return undefined;
    const text = 'everything there was looked at again';
    return ended(held, { at, text, also: { unread: 'before', observedAt: at } });
  });
  // Also where the incident had ended: the responder that ended it may have been killed before this write.
  await moveSlot(book, slotOf(place), { id, state: 'restored', at, lastSeenAt: at });
}

/**
 * The account left the organization: its failed looks will never succeed, and are no longer owed. An account that
 * comes back is looked at, and a failed look there is told anew. Done twice it changes nothing.
 */
export async function endUnreadOfLeft(book: Book, accountId: string, now: Date): Promise<void> {
  const memory = await readMemory(book.table, accountId, () => now);
  if (memory.kind !== 'known') throw new Error(describeObstacle(memory.why));
  const at = now.toISOString();
  for (const [key, { episode }] of Object.entries(memory.subjects)) {
    if (!key.startsWith(UNREAD) || !episode || episode.state === 'restored') continue;
    const id = episode.incidentId;
    await amendIncident(book, id, (held) => {
      if (held?.state !== 'escalated' || (held.observedAt ?? '') > at) return undefined;
      const { guidance: _, ...rest } = held;
      return ended(rest, { at, text: LEFT, also: { standing: 'left' } });
    });
    const slot = { pk: accountKey(accountId), sk: episodeKey(key) };
    await moveSlot(book, slot, { id, state: 'restored', at, lastSeenAt: at });
  }
}

const LEFT = 'ended, not looked at again: the account left the organization';

const lastOf = (unread: readonly Unread[]): string | undefined =>
  unread
    .map(({ observedAt }) => observedAt)
    .sort()
    .at(-1);

/** In the past tense, so that it stays true when it is over. */
function sentenceOf(
  { accountId, region }: UnreadPlace,
  names: readonly string[],
  unread: readonly Unread[],
): string {
  const reasons = [...new Set(unread.map(({ why }) => describeObstacle(why)))];
  const why = `${reasons.slice(0, 2).join(' and ')}${reasons.length > 2 ? ', and more' : ''}`;
  const many = names.length >= room.names ? `At least ${names.length}` : String(names.length);
  const of = `${many} ${names.length === 1 ? 'subject' : 'subjects'}`;
  const more = names.length > SAID ? `, and ${names.length - SAID} more` : '';
  return `${of} in account ${accountId}, ${region}, could not be looked at: ${why}. It hid ${names.slice(0, SAID).join(', ')}${more}.`;
}

const SAID = 5;

const ESCALATION =
  'What cannot be looked at cannot be put back. It is looked at again and again; a person has to open the way that was closed.';

const guidanceOf = ({ accountId, region }: UnreadPlace): readonly string[] => [
  `See what stands in the way: trailwarden plan --account ${accountId} --in ${region}`,
  'Find who changed trailwarden-guard or trailwarden-spare, or which policy of the organization (SCP, RCP) denies them, and take that back: each subject is then looked at, and what was done to it meanwhile is put back and told.',
];
