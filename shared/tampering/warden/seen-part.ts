import type { Finding } from '../../domain/finding';
import type { Known } from '../../domain/observation';
import type { Expected } from '../../domain/technique';
import type { WardenState } from '../../domain/warden';

type Of<P extends WardenState['kind']> = Extract<WardenState, { kind: P }>;

/** What a part of this kind must be and is; nothing when it is another kind, gone, or another role of its name. */
export function seenPart<P extends WardenState['kind']>(
  kind: P,
  observation: Known<'warden'>,
  { baseline }: Expected<'warden'>,
): { readonly must: Of<P>; readonly is: Of<P> } | undefined {
  if (observation.kind === 'absent') return undefined;
  const must = baseline.state;
  const is = observation.state;
  return isOf(must, kind) && isOf(is, kind) && !isElsewhere(must, is) ? { must, is } : undefined;
}

/** What a part of this kind must be that is gone, even if another has its name since. */
export function gonePart<P extends WardenState['kind']>(
  kind: P,
  observation: Known<'warden'>,
  { baseline }: Expected<'warden'>,
): Of<P> | undefined {
  const must = baseline.state;
  const isGone = observation.kind === 'absent' || isElsewhere(must, observation.state);
  return isGone && isOf(must, kind) ? must : undefined;
}

/** IAM gives a name once in an account, under one path only: a role under another path keeps ours away. [D] API_CreateRole */
const isElsewhere = (must: WardenState, is: WardenState): boolean =>
  must.kind === 'role' && is.kind === 'role' && must.path !== is.path;

/** Nothing when no part differs. */
export const foundIn = (
  parts: readonly string[],
  { technique, expected, actual, sentence }: Omit<Finding, 'part' | 'healed' | 'window'>,
): Finding | undefined =>
  parts.length === 0
    ? undefined
    : { technique, part: parts.join(', '), expected, actual, sentence, healed: false };

const isOf = <P extends WardenState['kind']>(state: WardenState, kind: P): state is Of<P> =>
  state.kind === kind;
