import type { Situations } from '../situation';

export const runbooks: Situations = {};
