import type { Technique } from '../../domain/technique';
import type { WardenState } from '../../domain/warden';
import { differs, type Found, findingOf } from '../detection/differs';

type Kind = WardenState['kind'];
type Of<P extends Kind> = Extract<WardenState, { kind: P }>;
type Detect = Technique<'warden'>['detect'];

/** What differs in a part of ours; no finding where `parts` is empty. */
interface Difference extends Omit<Found, 'part'> {
  readonly parts: readonly string[];
}

/** Compares a part of this kind; nothing when it is another kind, gone, or another role of its name. */
export const partDiffers = <P extends Kind>(
  kind: P,
  technique: string,
  compare: (must: Of<P>, is: Of<P>) => Difference,
): Detect =>
  differs<'warden'>(technique, (must, is) => {
    if (!isOf(must, kind) || !isOf(is, kind) || isElsewhere(must, is)) return undefined;
    const { parts, ...found } = compare(must, is);
    return parts.length > 0 ? { part: parts.join(', '), ...found } : undefined;
  });

/** A part of this kind is gone, even if another has its name since. */
export const partIsGone =
  (kind: Kind, technique: string): Detect =>
  (observation, { baseline: { state: must } }) => {
    const isThere = observation.kind === 'present';
    if (must.kind !== kind || (isThere && !isElsewhere(must, observation.state))) return undefined;
    return findingOf(technique, {
      part: kind,
      expected: `a ${kind}`,
      actual: `${isThere ? 'another' : 'no'} ${kind} of this name`,
      sentence: `${kind.charAt(0).toUpperCase()}${kind.slice(1)} ${must.name} was deleted.`,
    });
  };

/** IAM gives a name once in an account, under one path only: a role under another path keeps ours away. [D] API_CreateRole */
const isElsewhere = (must: WardenState, is: WardenState): boolean =>
  must.kind === 'role' && is.kind === 'role' && must.path !== is.path;

const isOf = <P extends Kind>(state: WardenState, kind: P): state is Of<P> => state.kind === kind;
