import type { StateBySubject, SubjectKind } from './subject';

/** Those that our templates make; our roles may read no other. */
const OURS = /^arn:[a-z-]+:iam::\d{12}:policy\/trailwarden-boundary[A-Za-z0-9-]*$/;

/** Is it a policy that bounds roles of ours? */
export const isOurBoundary = (arn: string): boolean => OURS.test(arn);

/** Is it a role of ours of which nothing is kept of what its boundary says: a baseline from before texts were read? */
export const lacksBoundaryText = (state: StateBySubject[SubjectKind]): boolean =>
  'kind' in state &&
  state.kind === 'role' &&
  state.boundaryText === undefined &&
  isOurBoundary(state.permissionsBoundaryArn ?? '');
