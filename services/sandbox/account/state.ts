/** A change of an opt-in Region that is under way, or done. */
export interface RegionChange {
  readonly to: 'ENABLED' | 'DISABLED';
  /** From when on it holds; ENABLING or DISABLING until then. */
  readonly doneAt: Date;
}

export interface AlternateContact {
  readonly AlternateContactType: string;
  readonly EmailAddress: string;
  readonly Name: string;
  readonly PhoneNumber: string;
  readonly Title: string;
}

/** Of the account's owner; members as the API spells them. */
export type ContactInformation = Readonly<Record<string, unknown>>;

export interface AccountState {
  /** How long a change of a Region takes on the world's clock. AWS: minutes to hours. */
  regionChangeMilliseconds: number;
  /** The last change, by `<account>/<region>`. */
  readonly regionChanges: Map<string, RegionChange>;
  /** By `<account>/<type>`. */
  readonly alternateContacts: Map<string, AlternateContact>;
  /** By account. */
  readonly contactInformation: Map<string, ContactInformation>;
}

export function createAccountState(): AccountState {
  return {
    regionChangeMilliseconds: 0,
    regionChanges: new Map(),
    alternateContacts: new Map(),
    contactInformation: new Map(),
  };
}
