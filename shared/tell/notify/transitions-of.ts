import type { Incident, IncidentState } from '../../domain/incident';
import type { Transition, TransitionKind } from '../../domain/notification';

/** An incident as the table's stream shows it: any attribute may be missing. */
export type Image = Partial<
  Pick<Incident, 'id' | 'state' | 'acknowledgement' | 'lineage' | 'dark' | 'again' | 'ask'>
> & {
  readonly revision?: number;
};

/**
 * The changes of one write that people may want to know. Pure, so that a record that is delivered twice gives the
 * same ids twice.
 */
export function transitionsOf(before: Image | undefined, after: Image): readonly Transition[] {
  const { id, state, revision = 0 } = after;
  if (id === undefined || state === undefined || !(state in KIND)) return [];
  const transition = (kind: TransitionKind, key: string): Transition => ({
    id: `${kind}#${key}`,
    kind,
    incidentId: id,
    revision,
  });
  return [
    ...(state === before?.state ? [] : [transition(KIND[state], String(revision))]),
    ...repeated(before, after).map((key) => transition('again', key)),
    ...identified(before, after).map((key) => transition('identified', key)),
    ...investigated(before, after).map((key) => transition('investigated', key)),
    ...asked(before, after).map((at) => transition('asked', at)),
    ...acknowledged(before, after).map((at) => transition('acknowledged', at)),
  ];
}

/** A repeat is told by its number. Where it changed the state as well, that transition tells it. */
const repeated = (before: Image | undefined, { again, state }: Image): readonly string[] =>
  again && before && state === before.state && again.times !== before.again?.times
    ? [String(again.times)]
    : [];

/** Once for the calls around it, and once more where it was dark after that. */
function investigated(before: Image | undefined, after: Image): readonly string[] {
  const key = askedOf(after);
  return key === undefined || key === (before && askedOf(before)) ? [] : [key];
}

/** An account that never answers must not keep back what the others said. */
const askedOf = ({ dark }: Image): string | undefined =>
  dark && (dark.recovered || dark.asked) ? (dark.lit ? 'lit' : 'once') : undefined;

/** Once that no person was found, and once that one was, perhaps by a later walk. */
function identified(before: Image | undefined, { lineage }: Image): readonly string[] {
  if (!lineage) return [];
  if (lineage.human) return before?.lineage?.human ? [] : ['human'];
  return before?.lineage ? [] : ['nobody'];
}

/** Once for each question, though a retry writes it again. */
const asked = (before: Image | undefined, { ask }: Image): readonly string[] =>
  ask && !ask.ended && ask.askedAt !== before?.ask?.askedAt ? [ask.askedAt] : [];

/** Each answer is told, a second one too. */
const acknowledged = (before: Image | undefined, { acknowledgement }: Image): readonly string[] =>
  acknowledgement && acknowledgement.at !== before?.acknowledgement?.at ? [acknowledgement.at] : [];

const KIND: Readonly<Record<IncidentState, TransitionKind>> = {
  open: 'opened',
  restored: 'restored',
  escalated: 'escalated',
  attempted: 'attempted',
};
