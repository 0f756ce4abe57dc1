import type { MembershipSteps } from '../../domain/membership';
import type { Commands } from './commands';

/** What the SDK calls each write that puts a membership back. */
export const membershipCommands: Commands<MembershipSteps> = {};
