import type { Situations } from '../situation';

export const s3: Situations = {};
