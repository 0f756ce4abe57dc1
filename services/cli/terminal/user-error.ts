/** Exit codes of every command; docs/cli.md lists them. */
export const exitCode = {
  ok: 0,
  /** The command worked and the answer is bad: not restored, findings, blind. */
  bad: 1,
  /** The question was wrong: flag, id, configuration. */
  usage: 2,
  /** AWS, the sandbox or the table could not be asked. */
  unreachable: 3,
} as const;

/** Something a person can put right; printed as one sentence, without a stack. */
export class UserError extends Error {
  override readonly name = 'UserError';
  constructor(
    message: string,
    readonly code: number = exitCode.usage,
  ) {
    super(message);
  }
}
