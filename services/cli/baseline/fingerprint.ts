import { createHash } from 'node:crypto';
import type { StateBySubject, SubjectKind } from '../../../shared/domain/subject';
import { lastingText } from '../../../shared/restore/differences';

/** The same for the same state: what was looked at can be named when it is accepted. */
export const fingerprint = (kind: SubjectKind, state: StateBySubject[SubjectKind]): string =>
  createHash('sha256').update(lastingText(kind, state)).digest('hex').slice(0, 12);
