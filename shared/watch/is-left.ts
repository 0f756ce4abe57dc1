import type { Reconciliation } from '../domain/reconciliation';

type Look = Pick<Reconciliation, 'again' | 'decision' | 'tampering' | 'findings' | 'memory'>;

/**
 * Is something left to be done here that a later look may do? Nothing is owed to a subject that is retired, nor to
 * one that no look ever saw, in an account that never let us in.
 */
export const isLeft = ({ again, decision, tampering, findings, memory }: Look): boolean =>
  again !== undefined &&
  decision.kind !== 'retired' &&
  (tampering.length > 0 || findings.length > 0 || memory.baseline !== undefined);
