import { Refusal } from '../core/service';

export const refuse = {
  /** AWS's codes; where AWS shows no sentence for a case, it is ours. */
  accessDenied: () =>
    new Refusal(
      'AccessDeniedException',
      "User doesn't have access to the account resource specified",
      403,
    ),
  conflict: (message: string) => new Refusal('ConflictException', message, 409),
  validation: (message: string) => new Refusal('ValidationException', message),
  missing: (member: string) =>
    new Refusal(
      'ValidationException',
      `Value null at '${member}' failed to satisfy constraint: Member must not be null`,
    ),
  /** [R] */
  contactNotFound: () =>
    new Refusal(
      'ResourceNotFoundException',
      'No contact of the inputted alternate contact type found.',
      404,
    ),
  /** [R]: in brackets, why. */
  notAuthorized: (arn: string, action: string, why: string) =>
    new Refusal(
      'AccessDeniedException',
      `User: ${arn} is not authorized to perform: account:${action} (${why})`,
      403,
    ),
};
