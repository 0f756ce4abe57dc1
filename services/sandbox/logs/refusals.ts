import { Refusal } from '../core/service';

const notFound = (what: string) =>
  new Refusal('ResourceNotFoundException', `The specified ${what} does not exist.`);

const exists = (what: string) =>
  new Refusal('ResourceAlreadyExistsException', `The specified ${what} already exists`);

const invalidParameter = (message: string) => new Refusal('InvalidParameterException', message);

export const refuse = {
  groupNotFound: () => notFound('log group'),
  streamNotFound: () => notFound('log stream'),
  subscriptionFilterNotFound: () => notFound('subscription filter'),
  metricFilterNotFound: () => notFound('metric filter'),
  destinationNotFound: () => notFound('destination'),
  resourceNotFound: () => notFound('resource'),
  policyNotFound: (name: string) =>
    new Refusal('ResourceNotFoundException', `Policy with name [${name}] does not exist.`),
  groupExists: () => exists('log group'),
  streamExists: () => exists('log stream'),
  invalidParameter,
  closedDestination: (accountId: string, arn: string) =>
    new Refusal(
      'AccessDeniedException',
      `User with accountId: ${accountId} is not authorized to perform: logs:PutSubscriptionFilter on resource: ${arn}`,
    ),
  /** [R] public error reports */
  closedFunction: () =>
    invalidParameter(
      'Could not execute the lambda function. Make sure you have given CloudWatch Logs permission to execute your function.',
    ),
  /** [R] turbot/steampipe-plugin-aws#2758 */
  onlyOfStandardClass: () =>
    new Refusal(
      'ValidationException',
      'This operation is only supported on the Standard log class.',
    ),
  limitExceeded: () => new Refusal('LimitExceededException', 'Resource limit exceeded.'),
  unusableKey: (arn: string) =>
    invalidParameter(
      `The specified KMS key does not exist or is not allowed to be used with Arn '${arn}'`,
    ),
};
