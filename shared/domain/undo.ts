import { describeObstacle, type Obstacle } from './obstacle';
import type { Write } from './step';

/** Each call that undoes what was only reported, with its input as the API spells it. */
export interface UndoInputs {
  readonly 'cloudtrail:RestoreEventDataStore': { readonly EventDataStore: string };
  readonly 'cloudtrail:StartEventDataStoreIngestion': { readonly EventDataStore: string };
  readonly 'cloudtrail:StopLogging': { readonly Name: string };
  readonly 'kms:ConnectCustomKeyStore': { readonly CustomKeyStoreId: string };
  readonly 'kms:CreateAlias': { readonly AliasName: string; readonly TargetKeyId: string };
  readonly 'organizations:DetachPolicy': { readonly PolicyId: string; readonly TargetId: string };
  readonly 'organizations:MoveAccount': {
    readonly AccountId: string;
    readonly SourceParentId: string;
    readonly DestinationParentId: string;
  };
  readonly 'organizations:RegisterDelegatedAdministrator': {
    readonly AccountId: string;
    readonly ServicePrincipal: string;
  };
}

export type UndoCall = keyof UndoInputs;

/** The compiler keeps this list and the union equal. */
export const undoCalls = Object.keys({
  'cloudtrail:RestoreEventDataStore': true,
  'cloudtrail:StartEventDataStoreIngestion': true,
  'cloudtrail:StopLogging': true,
  'kms:ConnectCustomKeyStore': true,
  'kms:CreateAlias': true,
  'organizations:DetachPolicy': true,
  'organizations:MoveAccount': true,
  'organizations:RegisterDelegatedAdministrator': true,
} satisfies Record<UndoCall, true>) as readonly UndoCall[];

/**
 * The inverse of one call, worked out from its event. It is no step, because no baseline says what is right. The
 * union IS the allow-list of the role trailwarden-undo; test/templates compares the two.
 */
export type UndoStep<Call extends UndoCall = UndoCall> = Write<UndoInputs, Call>;

/** The plan for an event that a setting wants undone. */
export type UndoPlan =
  | { readonly kind: 'undo'; readonly steps: readonly UndoStep[] }
  | { readonly kind: 'told'; readonly why: string };

/** The result of one step, by what was read before and after it. */
export type UndoResult =
  | { readonly kind: 'undone' }
  | { readonly kind: 'already' } // another caller undid it, or an earlier delivery of the event
  | { readonly kind: 'unseen' } // AWS took the call, and a look right after it does not show the effect yet
  | { readonly kind: 'overtaken' } // a newer change stands where the event's change stood
  | { readonly kind: 'obstacle'; readonly why: Obstacle };

export interface TakenUndo {
  readonly step: UndoStep;
  readonly result: UndoResult;
  readonly answeredAt: string;
}

/** `organizations:MoveAccount on 333344445555 in 999988887777` */
export const describeUndo = ({ call, on, accountId }: UndoStep): string =>
  `${call} on ${on} in ${accountId}`;

export const describeResult = (result: UndoResult): string =>
  result.kind === 'obstacle' ? describeObstacle(result.why) : RESULTS[result.kind];

const RESULTS = {
  undone: 'accepted, and read back',
  already: 'was so already: someone else undid it, or an earlier delivery of this event did',
  unseen: 'accepted, and not seen to hold yet: look again',
  overtaken: 'not sent: it was changed again since, and that is not what this event did',
};
