import type { Situations } from '../situation';

export const cloudtrail: Situations = {};
