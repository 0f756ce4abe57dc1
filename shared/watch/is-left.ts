import type { Reconciliation } from '../domain/reconciliation';

type Look = Pick<Reconciliation, 'again' | 'decision' | 'tampering' | 'findings' | 'memory'>;

/**
 * Is something left to be done here, that a later look may do? Of what nobody ever saw, in an account that
 * never let us in, nothing is owed, nor of what is retired.
 */
export const isLeft = ({ again, decision, tampering, findings, memory }: Look): boolean =>
  again !== undefined &&
  decision.kind !== 'retired' &&
  (tampering.length > 0 || findings.length > 0 || memory.baseline !== undefined);
