import type { PublicAccessBlock } from '../../domain/bucket-configurations';

/** Is a switch off that must be on? One that is on and need not be is no harm. */
export const blocksLess = (must: PublicAccessBlock, is: PublicAccessBlock): boolean =>
  Object.entries(must).some(([name, on]) => on && is[name as keyof PublicAccessBlock] !== true);
