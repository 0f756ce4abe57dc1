import type { Lineage, Link } from '../../domain/lineage';

/**
 * The chain as it is drawn, oldest first. "A caller of that account" is left out where the next link names the
 * caller: both are the same step, told by the records of two accounts.
 */
export const shownLinks = ({ links }: Pick<Lineage, 'links'>): readonly Link[] =>
  links.filter(({ kind }, index) => kind !== 'account' || index === links.length - 1).toReversed();
