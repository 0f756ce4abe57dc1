import type { Row } from '../../../shared/aws/baselines/find-baselines';
import { openKmsSeal, SEAL_ALIASES } from '../../../shared/aws/baselines/kms-seal';
import { openBaseline, rememberVerified, type Seal } from '../../../shared/aws/baselines/sealed';
import type { Connection } from '../../../shared/aws/connection';
import type { SubjectKind } from '../../../shared/domain/subject';

/** A row, and whether it may be believed. */
export interface Verified<K extends SubjectKind = SubjectKind> {
  readonly row: Row<K>;
  /** Why no authorised role can have written it; absent when it is genuine. */
  readonly forged?: string;
}

/** The seal of the security account, with the keys of the connection. */
export const sealOf = (connection: Connection): Seal =>
  rememberVerified(openKmsSeal(SEAL_ALIASES, connection));

/** Rejects with the SDK's error when the key does not answer, because that does not mean "genuine". */
export async function verified<K extends SubjectKind>(
  row: Row<K>,
  seal: Seal,
): Promise<Verified<K>> {
  const opened = await openBaseline(seal, row, row.subjectKey);
  return { row, ...(opened.kind === 'forged' && { forged: opened.why }) };
}
