import type { WardenSteps } from '../../domain/warden';
import type { Commands } from './commands';

/** What the SDK calls each write that puts a warden back. */
export const wardenCommands: Commands<WardenSteps> = {};
