import type { Severity } from './technique';
import type { UndoPlan } from './undo';

/** Row of a new trail that is none of those that are guarded. */
export const ROGUE_TRAIL = 'CT-14';

/**
 * What an event of an account's membership says became of the account; nothing where it is in the organization still.
 * AcceptHandshake says nothing: in an account that another organization takes it is the last call, and our bus takes
 * no event from outside, so one that reaches us is most likely of an account that joined. `isClosing`: its row is that of closings (ORG-08).
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

/** Something that took effect and is told with guidance; it is left as it is unless a setting says otherwise. */
export interface Report {
  /** Row of the catalogue of techniques: `ORG-02`. */
  readonly row: string;
  readonly title: string;
  readonly severity: Severity;
  /** What the record names: an account's id, an ARN, a bare name; the account where it names nothing. */
  readonly target: string;
  /** The same, however it was named: a bare name or id. Absent: as the target has it. */
  readonly name?: string;
  /** Where the target is; for an account that left, that account, even if another one recorded the call. */
  readonly accountId: string;
  readonly region: string;
  readonly sentence: string;
  /** Its call is the worst that the row has, so it is told before the others of its incident. */
  readonly isWorst?: true;
  /** What the person on call can do about it, a line each. */
  readonly guidance: readonly string[];
  /** Why no machine undoes it. */
  readonly notUndone: string;
  /** Absent where no setting asks for it. */
  readonly undo?: UndoPlan;
}
