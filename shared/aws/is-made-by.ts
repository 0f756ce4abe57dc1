import type { EventSignal } from '../domain/signal';
import type { GuardRole } from './guard-credentials';

/**
 * Was the call made with a session of our guard role, in the account the event comes from? The whole
 * ARN is compared, and no more follows from it than who is counted: whoever steals the role's name, or
 * the role, is looked at and put back all the same.
 */
export const isMadeBy =
  ({ roleName, sessionName, partition }: GuardRole) =>
  ({ accountId, evidence }: EventSignal): boolean =>
    evidence.actor.principal ===
    `arn:${partition}:sts::${accountId}:assumed-role/${roleName}/${sessionName}`;
