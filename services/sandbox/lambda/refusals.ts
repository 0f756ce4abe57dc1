import { Refusal } from '../core/service';

export const refuse = {
  invalidParameter: (message: string) => new Refusal('InvalidParameterValueException', message),
  notFound: (message: string) => new Refusal('ResourceNotFoundException', message, 404),
  conflict: (message: string) => new Refusal('ResourceConflictException', message, 409),
  preconditionFailed: () =>
    new Refusal(
      'PreconditionFailedException',
      'The RevisionId provided does not match the latest RevisionId. Call the GetFunction/GetAlias API to retrieve the latest RevisionId',
      412,
    ),
};
