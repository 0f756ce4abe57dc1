import { Refusal } from '../core/service';

/** Of codes that AWS always gives with the same sentence. */
const sentences = {
  AccountNotFoundException: 'The specified account is not found or not part of an organization.',
  AccountNotRegisteredException:
    'The specified account is not registered as the CloudTrail delegated administrator.',
  AccountRegisteredException:
    'The account is already registered as the CloudTrail delegated administrator.',
  CannotDelegateManagementAccountException:
    'The management account of an organization cannot be registered as the CloudTrail delegated administrator.',
  CloudTrailAccessNotEnabledException:
    "Your organization hasn't enabled CloudTrail service access. Sign in to the management account for the organization, and then use AWS Organizations to enable service access.",
  DelegatedAdminAccountLimitExceededException:
    'The maximum number of CloudTrail delegated administrators is reached.',
  EventDataStoreAlreadyExistsException: 'An event data store with that name already exists.',
  EventDataStoreARNInvalidException: 'The event data store ARN is not valid.',
  EventDataStoreNotFoundException: 'The specified event data store was not found.',
  EventDataStoreTerminationProtectedException:
    'The event data store cannot be deleted because termination protection is enabled for it.',
  InactiveEventDataStoreException: 'The event data store is inactive.',
  /** AWS does not say which of the two it is [U]. */
  InsufficientSnsTopicPolicyException: 'SNS Topic does not exist or the topic policy is incorrect!',
  InvalidEventCategoryException: 'The event category is not valid.',
  InvalidSnsTopicNameException: 'The SNS topic name is not valid.',
  InvalidEventDataStoreStatusException:
    'The event data store is not in a status that supports the operation.',
  InvalidMaxResultsException: 'MaxResults must be between 1 and 50.',
  InvalidNextTokenException: 'Invalid token.',
  InvalidS3BucketNameException: 'S3 bucket name cannot be blank!',
  InvalidTagParameterException: 'Duplicate tag keys are not allowed.',
  InvalidTimeRangeException: 'Start time must be before end time.',
  NotOrganizationManagementAccountException:
    "The account making the request is not the organization's management account.",
  OrganizationsNotInUseException: 'Your account is not a member of an organization.',
  TagsLimitExceededException: 'A trail can have up to 50 tags.',
} as const;

export const refusal = (code: keyof typeof sentences): Refusal =>
  new Refusal(code, sentences[code]);

/** `stop` → "Cannot stop trail, not master trail." as panther-analysis recorded it. */
export const notMasterTrail = (verb: string): Refusal =>
  new Refusal('NotOrganizationMasterAccountException', `Cannot ${verb} trail, not master trail.`);
