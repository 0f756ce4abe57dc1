import type { Situations } from '../situation';

export const events: Situations = {};
