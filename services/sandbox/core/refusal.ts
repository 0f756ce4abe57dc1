/** An AWS error the sandbox returns: AWS's code and AWS's sentence, rendered by the wire protocol. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  constructor(
    readonly code: string,
    message: string,
    readonly status = 400,
  ) {
    super(message);
  }
}
