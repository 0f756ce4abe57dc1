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
  contactNotFound: (type: string) =>
    new Refusal(
      'ResourceNotFoundException',
      `No contact of the inputted alternate contact type found: ${type}`,
      404,
    ),
};
