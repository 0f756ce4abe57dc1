import type { StateBySubject, SubjectKind } from './subject';

/** The boundaries that our templates make; our roles may read no other. */
const OURS = /^arn:[a-z-]+:iam::\d{12}:policy\/trailwarden-boundary[A-Za-z0-9-]*$/;

/** Is it a policy that bounds roles of ours? */
export const isOurBoundary = (arn: string): boolean => OURS.test(arn);

/**
 * Is it a role of ours whose baseline has no text of its boundary? Then the baseline is from before texts were read.
 */
export const lacksBoundaryText = (state: StateBySubject[SubjectKind]): boolean =>
  'kind' in state &&
  state.kind === 'role' &&
  state.boundaryText === undefined &&
  isOurBoundary(state.permissionsBoundaryArn ?? '');
