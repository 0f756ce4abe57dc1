import type { GuardRailSteps } from '../../domain/guard-rail';
import type { Commands } from './commands';

/** What the SDK calls each write that puts a guard-rail back. */
export const guardRailCommands: Commands<GuardRailSteps> = {};
