import { createHash } from 'node:crypto';
import type { StateBySubject, SubjectKind } from '../../../shared/domain/subject';
import { lastingText } from '../../../shared/restore/differences';

/** The same for the same state, so that a person can accept exactly the state that was shown. */
export const fingerprint = (kind: SubjectKind, state: StateBySubject[SubjectKind]): string =>
  createHash('sha256').update(lastingText(kind, state)).digest('hex').slice(0, 12);
