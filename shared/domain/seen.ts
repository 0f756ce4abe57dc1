import { describeObstacle, type Obstacle } from './obstacle';

/** What was read, or why it could not be. */
export type Seen<T> = { readonly value: T } | { readonly why: Obstacle };

export const isSeen = <T>(seen: Seen<T>): seen is { readonly value: T } => 'value' in seen;

/** `organizations:ListRoots was denied (AccessDeniedException).` */
export const describeUnseen = ({ why }: { readonly why: Obstacle }): string =>
  `${describeObstacle(why)}.`;
