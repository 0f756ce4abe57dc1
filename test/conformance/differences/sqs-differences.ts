import type { ListedDifference } from './listed-difference';

export const sqsDifferences: readonly ListedDifference[] = [
  {
    calls: ['CreateQueue again, with another attribute'],
    path: 'message',
    sandbox:
      'A queue already exists with the same name and a different value for attribute VisibilityTimeout',
    moto: 'The specified queue already exists.',
    aws: 'unsaid',
    because:
      'Both refuse with QueueAlreadyExists [API CreateQueue]; the sentence is not documented.',
  },
  {
    calls: ['SendMessage without a body'],
    path: '',
    sandbox: 'MissingParameter: The request must contain the parameter MessageBody.',
    moto: 'answered',
    aws: 'sandbox',
    because:
      'A body has at least one character [API SendMessage]; AWS names it MissingParameter (github.com/localstack/localstack/issues/12317).',
  },
  {
    calls: ['DeleteMessage with an unknown receipt handle'],
    path: 'message',
    sandbox: 'The input receipt handle "unknown" is not a valid receipt handle.',
    moto: 'The input receipt handle is invalid.',
    aws: 'unsaid',
    because:
      'Both refuse with ReceiptHandleIsInvalid [API DeleteMessage]; the sentence is not documented.',
  },
  {
    calls: ['ReceiveMessage of eleven at once'],
    path: 'message',
    sandbox:
      'Value 11 for parameter MaxNumberOfMessages is invalid. Reason: Must be between 1 and 10, if provided.',
    moto: 'An error occurred (InvalidParameterValue) when calling the ReceiveMessage operation: Value 11 for parameter MaxNumberOfMessages is invalid. Reason: must be between 1 and 10, if provided.',
    aws: 'unsaid',
    because:
      'Both refuse [API ReceiveMessage]; moto writes what the CLI says around the sentence into it.',
  },
];
