import type { Reconciliation } from '../domain/reconciliation';

type Look = Pick<Reconciliation, 'again' | 'tampering' | 'findings' | 'memory'>;

/**
 * Is something left to be done here, that a later look may do? Of what nobody ever saw, in an account that
 * never let us in, nothing is owed.
 */
export const isLeft = ({ again, tampering, findings, memory }: Look): boolean =>
  again !== undefined &&
  (tampering.length > 0 || findings.length > 0 || memory.baseline !== undefined);
