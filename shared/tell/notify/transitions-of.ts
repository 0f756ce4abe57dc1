import type { Incident, IncidentState } from '../../domain/incident';
import type { Transition, TransitionKind } from '../../domain/notification';

/** An incident as the table's stream shows it: any attribute may be missing. */
export type Image = Partial<
  Pick<Incident, 'id' | 'state' | 'acknowledgement' | 'lineage' | 'dark' | 'again'>
> & {
  readonly revision?: number;
};

/**
 * What one write changed that people may want to know. Pure, so that a record that is delivered
 * twice gives the same ids twice.
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
    ...acknowledged(before, after).map((at) => transition('acknowledged', at)),
  ];
}

/** A repeat is told by its number; where it changed the state as well, that says it. */
const repeated = (before: Image | undefined, { again, state }: Image): readonly string[] =>
  again && before && state === before.state && again.times !== before.again?.times
    ? [String(again.times)]
    : [];

/** Once around it, and once more where it then was dark. */
function investigated(before: Image | undefined, after: Image): readonly string[] {
  const key = askedOf(after);
  return key === undefined || key === (before && askedOf(before)) ? [] : [key];
}

/** One account that never answers must not keep back what the others said. */
const askedOf = ({ dark }: Image): string | undefined =>
  dark && (dark.recovered || dark.asked) ? (dark.lit ? 'lit' : 'once') : undefined;

/** That no person was found, and that one was, perhaps by a later walk: each once. */
function identified(before: Image | undefined, { lineage }: Image): readonly string[] {
  if (!lineage) return [];
  if (lineage.human) return before?.lineage?.human ? [] : ['human'];
  return before?.lineage ? [] : ['nobody'];
}

/** Each answer is told, also a second one. */
const acknowledged = (before: Image | undefined, { acknowledgement }: Image): readonly string[] =>
  acknowledgement && acknowledgement.at !== before?.acknowledgement?.at ? [acknowledgement.at] : [];

const KIND: Readonly<Record<IncidentState, TransitionKind>> = {
  open: 'opened',
  restored: 'restored',
  escalated: 'escalated',
  attempted: 'attempted',
};
