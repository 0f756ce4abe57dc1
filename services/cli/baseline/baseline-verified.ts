import type { Row } from '../../../shared/aws/baselines/find-baselines';
import { openKmsSeal, SEAL_ALIAS } from '../../../shared/aws/baselines/kms-seal';
import { openBaseline, rememberVerified, type Seal } from '../../../shared/aws/baselines/seal';
import type { Connection } from '../../../shared/aws/connection';
import type { SubjectKind } from '../../../shared/domain/subject';

/** A row and what may be believed of it. */
export interface Verified<K extends SubjectKind = SubjectKind> {
  readonly row: Row<K>;
  /** Why no one with the right to has written it; absent when it is genuine. */
  readonly forged?: string;
}

/** The seal of the security account, with the keys of the connection. */
export const sealOf = (connection: Connection): Seal =>
  rememberVerified(openKmsSeal(SEAL_ALIAS, connection));

/** Rejects with the SDK's error when the key does not answer: that is no reason to say "genuine". */
export async function verified<K extends SubjectKind>(
  row: Row<K>,
  seal: Seal,
): Promise<Verified<K>> {
  const opened = await openBaseline(seal, row, row.subjectKey);
  return { row, ...(opened.kind === 'forged' && { forged: opened.why }) };
}
