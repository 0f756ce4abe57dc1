import { Refusal } from '../core/refusal';

const notFound = (what: string) =>
  new Refusal('ResourceNotFoundException', `The specified ${what} does not exist.`);

const exists = (what: string) =>
  new Refusal('ResourceAlreadyExistsException', `The specified ${what} already exists`);

export const groupNotFound = () => notFound('log group');

export const streamNotFound = () => notFound('log stream');

export const subscriptionFilterNotFound = () => notFound('subscription filter');

export const metricFilterNotFound = () => notFound('metric filter');

export const destinationNotFound = () => notFound('destination');

export const resourceNotFound = () => notFound('resource');

export const policyNotFound = (name: string) =>
  new Refusal('ResourceNotFoundException', `Policy with name [${name}] does not exist.`);

export const groupExists = () => exists('log group');

export const streamExists = () => exists('log stream');

export const invalidParameter = (message: string) =>
  new Refusal('InvalidParameterException', message);

export const closedDestination = (accountId: string, arn: string) =>
  new Refusal(
    'AccessDeniedException',
    `User with accountId: ${accountId} is not authorized to perform: logs:PutSubscriptionFilter on resource: ${arn}`,
  );

/** [R] turbot/steampipe-plugin-aws#2758 */
export const onlyOfStandardClass = () =>
  new Refusal('ValidationException', 'This operation is only supported on the Standard log class.');

export const limitExceeded = () =>
  new Refusal('LimitExceededException', 'Resource limit exceeded.');

export const unusableKey = (arn: string) =>
  invalidParameter(
    `The specified KMS key does not exist or is not allowed to be used with Arn '${arn}'`,
  );
