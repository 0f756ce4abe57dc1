import type { Finding } from '../../domain/finding';
import type { Known } from '../../domain/observation';
import type { Expected } from '../../domain/technique';
import type { WardenState } from '../../domain/warden';

type Of<P extends WardenState['kind']> = Extract<WardenState, { kind: P }>;

/** What a part of this kind must be and is; nothing when it is another kind, or gone. */
export function seenPart<P extends WardenState['kind']>(
  kind: P,
  observation: Known<'warden'>,
  { baseline }: Expected<'warden'>,
): { readonly must: Of<P>; readonly is: Of<P> } | undefined {
  if (observation.kind === 'absent') return undefined;
  const must = baseline.state;
  const is = observation.state;
  return isOf(must, kind) && isOf(is, kind) ? { must, is } : undefined;
}

/** What a part of this kind must be that is gone. */
export function gonePart<P extends WardenState['kind']>(
  kind: P,
  observation: Known<'warden'>,
  { baseline }: Expected<'warden'>,
): Of<P> | undefined {
  const must = baseline.state;
  return observation.kind === 'absent' && isOf(must, kind) ? must : undefined;
}

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
