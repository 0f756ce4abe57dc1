/** One e-mail to all its recipients. */
export interface Mail {
  readonly from: string;
  readonly to: readonly string[];
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  readonly headers: Readonly<Record<string, string>>;
  /** The identity of another account that lets us send, where it is not our own. */
  readonly identityArn?: string;
  readonly configurationSet?: string;
}
