import type { Severity } from './technique';
import type { UndoPlan } from './undo';

/** The row of a new trail that is not among the guarded ones. */
export const ROGUE_TRAIL = 'CT-14';

/**
 * What an event of an account's membership says about the account; nothing while it is in the organization.
 * AcceptHandshake says nothing: in an account that another organization takes it is the last call, and our bus takes
 * no event from outside. So one that reaches us is most likely of an account that joined. `isClosing`: its row is
 * that of closings (ORG-08).
 */
export const departureIn = (
  eventName: string,
  isClosing: boolean,
): 'left' | 'closed' | undefined => {
  if (/^CloseAccount(Result)?$/.test(eventName)) return 'closed';
  if (isClosing && eventName === 'AccountDepartedOrganization') return 'closed';
  return /^(AccountDeparted|Leave|Delete|RemoveAccountFrom)Organization$/.test(eventName)
    ? 'left'
    : undefined;
};

/** A call that took effect and is told with guidance; its effect stays unless a setting says otherwise. */
export interface Report {
  /** Row of the catalogue of techniques: `ORG-02`. */
  readonly row: string;
  readonly title: string;
  readonly severity: Severity;
  /** The target that the record names: an account's id, an ARN, a bare name; the account where it names nothing. */
  readonly target: string;
  /** The same target in one form: a bare name or id. Absent: `target` has that form. */
  readonly name?: string;
  /** Where the target is; for an account that left, that account, even if another one recorded the call. */
  readonly accountId: string;
  readonly region: string;
  readonly sentence: string;
  /** Its call is the worst that the row has, so it is told before the other calls of its incident. */
  readonly isWorst?: true;
  /** What the person on call can do about it, a line each. */
  readonly guidance: readonly string[];
  /** Why no machine undoes it. */
  readonly notUndone: string;
  /** Absent unless a setting asks for it. */
  readonly undo?: UndoPlan;
}
