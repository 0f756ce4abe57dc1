import type { Runbook } from '../domain/runbook';
import type { SubjectKind } from '../domain/subject';
import { resumeLogging } from './trail/resume-logging';

export type Runbooks = { readonly [K in SubjectKind]: readonly Runbook<K>[] };

/** Every remedy, in the order in which their steps must be taken. */
export const runbooks: Runbooks = {
  trail: [
    resumeLogging, // last: settings must be right before anything is written to the bucket
  ],
};
