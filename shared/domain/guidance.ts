/**
 * What a person does about one incident. Commands may be pasted: a word that a shell could misread is a
 * `<placeholder>`.
 */
export interface Guidance {
  /** Whose change it would be if it were planned. */
  readonly isItPlanned: string;
  readonly howToTell: string;
  /** Evidence that is lost unless a person keeps it now. */
  readonly preserve: string;
  /** Secrets to replace if it was not planned. */
  readonly rotate: string;
  readonly ifItContinues: string;
  /** In the order in which they are typed. */
  readonly commands: readonly GuidedCommand[];
}

export interface GuidedCommand {
  /** Ends without a full stop: a colon and the command follow. */
  readonly why: string;
  readonly command: string;
}
