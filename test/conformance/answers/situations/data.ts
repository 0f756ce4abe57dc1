import type { Situations } from '../situation';

export const data: Situations = {};
