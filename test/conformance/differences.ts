import type { Difference } from './script/differences-between';

/** Which of the two does what AWS's documentation says. */
export type Verdict =
  | 'sandbox'
  | 'moto'
  | 'neither'
  | 'unsaid' // AWS's documentation does not say
  | 'set-up'; // neither is wrong: what moto makes cannot be told to be otherwise

export interface ListedDifference extends Omit<Difference, 'call'> {
  readonly calls: readonly string[];
  readonly aws: Verdict;
  /** In a sentence, with the page: [API] an API reference, [CLI] the AWS CLI's example of the command. */
  readonly because: string;
}

/** Every difference there is between the sandbox and moto 5.2.5 over the script; docs/conformance.md in words. */
export const differences: readonly ListedDifference[] = [
  // --- STS
  {
    calls: ['AssumeRole into a member'],
    path: 'PackedPolicySize',
    moto: 6,
    aws: 'sandbox',
    because: 'It measures session policies and tags, and is deprecated [API AssumeRole, CLI].',
  },
  {
    calls: ['AssumeRole of a role that does not exist'],
    path: '',
    sandbox:
      'AccessDenied: User: arn:aws:sts::<management>:assumed-role/OrganizationAccountAccessRole/<session> is not authorized to perform: sts:AssumeRole on resource: arn:aws:iam::<member>:role/no-such-role',
    moto: 'answered',
    aws: 'sandbox',
    because: 'Nobody trusts the caller [IAM troubleshoot_roles]; moto evaluates no policy.',
  },
  {
    calls: ['AssumeRole for a minute'],
    path: '',
    sandbox:
      "ValidationError: 1 validation error detected: Value '60' at 'durationSeconds' failed to satisfy constraint: Member must have value greater than or equal to 900",
    moto: 'answered',
    aws: 'sandbox',
    because: 'DurationSeconds is at least 900 [API AssumeRole].',
  },
  {
    calls: ['AssumeRole with a session name of one letter'],
    path: '',
    sandbox:
      "ValidationError: 1 validation error detected: Value 'x' at 'roleSessionName' failed to satisfy constraint: Member must have length greater than or equal to 2",
    moto: 'answered',
    aws: 'sandbox',
    because: 'RoleSessionName has at least two characters [API AssumeRole].',
  },
  {
    calls: ['AssumeRole of what is no ARN'],
    path: '',
    sandbox: 'ValidationError: no-arn-but-long-enough is invalid',
    moto: 'answered',
    aws: 'sandbox',
    because: 'RoleArn is the ARN of a role [API AssumeRole]; the sentence is unverified.',
  },

  // --- Organizations
  {
    calls: ['DescribeOrganization', 'DescribeOrganization as a member'],
    path: 'Organization.MasterAccountEmail',
    sandbox: 'management@example.com',
    moto: 'master@example.com',
    aws: 'set-up',
    because: 'moto names the management account itself.',
  },
  {
    calls: ['ListAccounts'],
    path: 'Accounts.0.Email',
    sandbox: 'management@example.com',
    moto: 'master@example.com',
    aws: 'set-up',
    because: 'moto names the management account itself.',
  },
  {
    calls: ['ListAccounts'],
    path: 'Accounts.0.Name',
    sandbox: 'management',
    moto: 'master',
    aws: 'set-up',
    because: 'moto names the management account itself.',
  },
  {
    calls: ['ListAccounts'],
    path: 'Accounts.0.JoinedMethod',
    sandbox: 'INVITED',
    moto: 'CREATED',
    aws: 'sandbox',
    because: 'The management account is INVITED [CLI organizations list-accounts].',
  },
  ...['<management>', '<unit>/<other 0>', '<unit>/<other 1>', '<unit>/<member>'].flatMap(
    (place, index): readonly ListedDifference[] => [
      {
        calls: ['ListAccounts'],
        path: `Accounts.${index}.Paths`,
        sandbox: [`<organization>/<root>/${place}/`],
        aws: 'sandbox',
        because: 'Account has Paths [API Organizations Account, CLI].',
      },
      {
        calls: ['ListAccounts'],
        path: `Accounts.${index}.Status`,
        moto: 'ACTIVE',
        aws: 'sandbox',
        because:
          'Status was retired on September 9, 2026; State stays [API Organizations Account].',
      },
    ],
  ),
  {
    calls: ['DescribeAccount'],
    path: 'Account.Paths',
    sandbox: ['<organization>/<root>/<unit>/<member>/'],
    aws: 'sandbox',
    because: 'Account has Paths [API Organizations Account, CLI].',
  },
  {
    calls: ['DescribeAccount'],
    path: 'Account.Status',
    moto: 'ACTIVE',
    aws: 'sandbox',
    because: 'Status was retired on September 9, 2026; State stays [API Organizations Account].',
  },
  {
    calls: ['ListAccounts as a member'],
    path: '',
    sandbox: "AccessDeniedException: You don't have permissions to access this resource.",
    moto: 'answered',
    aws: 'sandbox',
    because: 'Only the management account and delegated administrators may [API ListAccounts].',
  },

  // --- CloudTrail
  {
    calls: ['CreateTrail with a name that is taken'],
    path: '',
    sandbox: 'TrailAlreadyExistsException: Trail conformance already exists for customer: <member>',
    moto: 'answered',
    aws: 'sandbox',
    because:
      'CreateTrail refuses a taken name [API CreateTrail]; moto puts a new trail in its place.',
  },
  ...[
    'LatestDeliveryAttemptSucceeded',
    'LatestDeliveryAttemptTime',
    'LatestNotificationAttemptSucceeded',
    'LatestNotificationAttemptTime',
    'TimeLoggingStarted',
    'TimeLoggingStopped',
  ].map(
    (field): ListedDifference => ({
      calls: [
        'GetTrailStatus of a new trail',
        'GetTrailStatus of a logging trail',
        'GetTrailStatus of a stopped trail',
        'GetTrailStatus of a restarted trail',
        'GetTrailStatus by ARN in another Region',
      ],
      path: field,
      moto: `<${field}>`,
      aws: 'moto',
      because: 'No longer in use [API GetTrailStatus], and sent all the same [CLI].',
    }),
  ),
  {
    calls: ['DescribeTrails of a trail that does not exist'],
    path: 'trailList',
    sandbox: '0 entries',
    moto: '1 entries',
    aws: 'sandbox',
    because:
      'Only trails whose names match are returned [API DescribeTrails]; moto ignores the list.',
  },
  {
    calls: ['GetTrail'],
    path: 'Trail.HomeRegion',
    sandbox: 'us-east-1',
    aws: 'sandbox',
    because: 'A Trail has its HomeRegion [API CloudTrail Trail].',
  },
  {
    calls: ['GetEventSelectors of a new trail'],
    path: 'EventSelectors',
    sandbox: '1 entries',
    moto: '0 entries',
    aws: 'sandbox',
    because: 'A new trail logs all management events [API EventSelector, CLI get-event-selectors].',
  },
  {
    calls: ['GetEventSelectors of a new trail', 'GetEventSelectors'],
    path: 'AdvancedEventSelectors',
    moto: [],
    aws: 'sandbox',
    because: 'A trail has one kind of selectors or the other [CLI get-event-selectors].',
  },
  {
    calls: ['PutEventSelectors', 'GetEventSelectors'],
    path: 'EventSelectors.0.DataResources',
    sandbox: [],
    aws: 'sandbox',
    because: 'An empty list is sent [CLI get-event-selectors].',
  },
  {
    calls: ['PutEventSelectors', 'GetEventSelectors'],
    path: 'EventSelectors.0.ExcludeManagementEventSources',
    sandbox: [],
    aws: 'unsaid',
    because: 'Whether an empty list is sent is not said [API EventSelector].',
  },
  {
    calls: ['StopLogging of a trail that does not exist'],
    path: 'message',
    sandbox:
      'Unknown trail: arn:aws:cloudtrail:us-east-1:<member>:trail/no-such-trail for the user: <member>',
    moto: 'Unknown trail: no-such-trail for the user: <member>',
    aws: 'sandbox',
    because:
      'The sentence has the ARN the name stands for (aws-facts.md section 1, a public report).',
  },
  {
    calls: ['DescribeTrails in another Region'],
    path: 'trailList.0.HasCustomEventSelectors',
    sandbox: true,
    moto: false,
    aws: 'sandbox',
    because: 'The trail has custom selectors [API CloudTrail Trail]; moto always says no.',
  },
  {
    calls: ['StopLogging by ARN in another Region', 'StopLogging by name in another Region'],
    path: 'refused',
    sandbox: 'InvalidHomeRegionException',
    moto: 'TrailNotFoundException',
    aws: 'sandbox',
    because: 'The Region is not the one the trail was made in [API StopLogging].',
  },
  ...[
    [
      'StopLogging by ARN in another Region',
      'arn:aws:cloudtrail:us-east-1:<member>:trail/conformance',
    ],
    ['StopLogging by name in another Region', 'conformance'],
  ].map(
    ([call = '', name = '']): ListedDifference => ({
      calls: [call],
      path: 'message',
      sandbox:
        'The trail arn:aws:cloudtrail:us-east-1:<member>:trail/conformance can only be changed from its home Region us-east-1.',
      moto: `Unknown trail: ${name} for the user: <member>`,
      aws: 'unsaid',
      because: 'The sentence of InvalidHomeRegionException is not documented.',
    }),
  ),
  {
    calls: ['DeleteTrail of a trail that does not exist'],
    path: '',
    sandbox:
      'TrailNotFoundException: Unknown trail: arn:aws:cloudtrail:us-east-1:<member>:trail/conformance for the user: <member>',
    moto: 'answered',
    aws: 'sandbox',
    because: 'DeleteTrail refuses a trail that is not found [API DeleteTrail].',
  },

  // --- SQS
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
    sandbox: 'InvalidParameterValue: The request must contain the parameter MessageBody.',
    moto: 'answered',
    aws: 'neither',
    because:
      'A body has at least one character [API SendMessage]; AWS names it MissingParameter (github.com/localstack/localstack/issues/12317).',
  },
  {
    calls: ['DeleteMessage with a receipt handle of nobody'],
    path: 'message',
    sandbox: 'The input receipt handle "nobody" is not a valid receipt handle.',
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
