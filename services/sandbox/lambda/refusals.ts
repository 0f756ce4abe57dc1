import { Refusal } from '../core/refusal';

export const invalidParameter = (message: string): Refusal =>
  new Refusal('InvalidParameterValueException', message);

export const notFound = (message: string): Refusal =>
  new Refusal('ResourceNotFoundException', message, 404);

export const conflict = (message: string): Refusal =>
  new Refusal('ResourceConflictException', message, 409);

export const preconditionFailed = (): Refusal =>
  new Refusal(
    'PreconditionFailedException',
    'The RevisionId provided does not match the latest RevisionId. Call the GetFunction/GetAlias API to retrieve the latest RevisionId',
    412,
  );
