import { Refusal } from '../core/service';

export const refuse = {
  busNotFound: (name: string) =>
    new Refusal('ResourceNotFoundException', `Event bus ${name} does not exist.`),
  busExists: (name: string) =>
    new Refusal('ResourceAlreadyExistsException', `Event bus ${name} already exists.`),
  ruleNotFound: (name: string, busName: string) =>
    new Refusal('ResourceNotFoundException', `Rule ${name} does not exist on EventBus ${busName}.`),
  ruleHasTargets: () =>
    new Refusal('ValidationException', "Rule can't be deleted since it has targets."),
  invalidPattern: (reason: string) =>
    new Refusal('InvalidEventPatternException', `Event pattern is not valid. Reason: ${reason}`),
  limitExceeded: (message: string) => new Refusal('LimitExceededException', message),
  invalid: (message: string) => new Refusal('ValidationException', message),
  busHasRules: () =>
    new Refusal('ValidationException', "EventBus can't be deleted since it has rules."),
  notSpecified: (parameter: string) =>
    new Refusal('ValidationException', `Parameter(s) ${parameter} must be specified.`),
  unsupportedValue: (parameter: string) =>
    new Refusal(
      'ValidationException',
      `Provided value in parameter '${parameter}' is not supported.`,
    ),
  statementNotFound: () =>
    new Refusal('ResourceNotFoundException', 'Statement with the provided id does not exist.'),
  policyTooLong: () =>
    new Refusal(
      'PolicyLengthExceededException',
      'Policy size would be larger than the maximum allowed.',
    ),
  roleNotAssumable: (roleArn: string, service: string) =>
    new Refusal(
      'ValidationException',
      `Provided role '${roleArn}' cannot be assumed by principal '${service}'.`,
    ),
};
