import type { ListedDifference } from './listed-difference';

export const cloudtrailDifferences: readonly ListedDifference[] = [
  {
    calls: ['CreateTrail with a name that is taken'],
    path: '',
    sandbox: 'TrailAlreadyExistsException: Trail conformance already exists for customer: <member>',
    moto: 'answered',
    aws: 'sandbox',
    because:
      'CreateTrail refuses a taken name [API CreateTrail]; moto puts a new trail in its place.',
  },
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
];
