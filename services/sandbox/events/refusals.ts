import { Refusal } from '../core/refusal';

export const busNotFound = (name: string) =>
  new Refusal('ResourceNotFoundException', `Event bus ${name} does not exist.`);

export const busExists = (name: string) =>
  new Refusal('ResourceAlreadyExistsException', `Event bus ${name} already exists.`);

export const ruleNotFound = (name: string, busName: string) =>
  new Refusal('ResourceNotFoundException', `Rule ${name} does not exist on EventBus ${busName}.`);

export const ruleHasTargets = () =>
  new Refusal('ValidationException', "Rule can't be deleted since it has targets.");

export const invalidPattern = (reason: string) =>
  new Refusal('InvalidEventPatternException', `Event pattern is not valid. Reason: ${reason}`);

export const limitExceeded = (message: string) => new Refusal('LimitExceededException', message);

export const invalid = (message: string) => new Refusal('ValidationException', message);

export const statementNotFound = (id: string) =>
  new Refusal(
    'ResourceNotFoundException',
    `Statement with the provided id '${id}' does not exist.`,
  );
