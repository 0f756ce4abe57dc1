import { isIncident } from './happening';
import type { Episode } from './memory';
import { describeUnread, type Obstacle, type ObstacleKind } from './obstacle';
import type { Place } from './place';
import type { Reconciliation } from './reconciliation';

/** A look that was not possible: its subject, the reason and the time. */
export interface Unread {
  readonly name: string;
  readonly why: Obstacle;
  readonly observedAt: string;
}

/**
 * An account × Region in which looks were not possible, for one kind of reason. It counts as one cause, however many
 * subjects it hides.
 */
export interface UnreadPlace extends Place {
  readonly kind: ObstacleKind;
}

/** Was a subject not seen that has to be? A retired one needs no look. */
export const isUnread = ({
  observation,
  decision,
}: Pick<Reconciliation, 'observation' | 'decision'>): boolean =>
  observation.kind === 'unreachable' && decision.kind !== 'retired';

/** The beginning of such an incident's subject key. */
export const UNREAD = 'unread#';

/** Its place beside the subjects in the memory of an account. */
export const unreadKey = ({ region, kind }: Pick<UnreadPlace, 'region' | 'kind'>): string =>
  `${UNREAD}${region}#${kind}`;

/**
 * Is this all that is known: it could not be read, no event tells of a call on it, and no incident about it is open?
 * That is no incident of its own, since one denial hides everything in an account × Region. Any other unread look
 * goes on the subject's incident, which then says that it could not be looked at.
 */
export function isOnlyUnread(look: Reconciliation): boolean {
  const { observation, decision, findings, tampering, memory } = look;
  return (
    observation.kind === 'unreachable' &&
    decision.kind === 'escalate' &&
    decision.why === describeUnread(observation.why) &&
    findings.length + tampering.length === 0 &&
    isOver(memory.episode) &&
    isIncident(look)
  );
}

const isOver = (episode: Episode | undefined): boolean =>
  episode === undefined || episode.state === 'restored';

/** The looks of a batch that were not possible, by place and cause. */
export function unreadIn(
  looks: readonly Reconciliation[],
): readonly (UnreadPlace & { readonly unread: readonly Unread[] })[] {
  const found = new Map<string, UnreadPlace & { readonly unread: Unread[] }>();
  for (const look of looks) {
    const { subject, observation } = look;
    if (observation.kind !== 'unreachable' || !isOnlyUnread(look)) continue;
    const { accountId, region } = subject;
    const { why, observedAt } = observation;
    const key = `${accountId}/${unreadKey({ region, kind: why.kind })}`;
    const place = found.get(key) ?? { accountId, region, kind: why.kind, unread: [] };
    const name = `${subject.kind} ${subject.id.split(/[:/]/).at(-1)}`;
    place.unread.push({ name, why, observedAt });
    found.set(key, place);
  }
  return [...found.values()];
}
