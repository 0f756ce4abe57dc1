import {
  AddTagsCommand,
  CreateTrailCommand,
  DeleteTrailCommand,
  DescribeTrailsCommand,
  GetEventSelectorsCommand,
  GetTrailCommand,
  GetTrailStatusCommand,
  ListTagsCommand,
  ListTrailsCommand,
  PutEventSelectorsCommand,
  StartLoggingCommand,
  StopLoggingCommand,
  UpdateTrailCommand,
} from '@aws-sdk/client-cloudtrail';
import { as, type Call, type Step } from './call';
import type { Clients, Place } from './place';

export const BUCKET = 'conformance-trail-logs';
const TRAIL = 'conformance';
const NO_TRAIL = 'no-such-trail';

const settings = {
  Name: TRAIL,
  S3BucketName: BUCKET,
  IsMultiRegionTrail: true,
  EnableLogFileValidation: true,
};

const arn = ({ member }: Place, name = TRAIL): string =>
  `arn:aws:cloudtrail:us-east-1:${member.id}:trail/${name}`;

type Ask = (cloudtrail: Clients['cloudtrail'], place: Place) => Promise<object>;
const step = (title: string, ask: Ask): Step => ({
  title,
  make: ({ cloudtrail }, place) => ask(cloudtrail, place),
});

const life = as(
  'member',
  step('CreateTrail', (on) => on.send(new CreateTrailCommand(settings))),
  step('CreateTrail with a name that is taken', (on) => on.send(new CreateTrailCommand(settings))),
  step('GetTrailStatus of a new trail', (on) =>
    on.send(new GetTrailStatusCommand({ Name: TRAIL })),
  ),
  step('StartLogging by name', (on) => on.send(new StartLoggingCommand({ Name: TRAIL }))),
  step('GetTrailStatus of a logging trail', (on, place) =>
    on.send(new GetTrailStatusCommand({ Name: arn(place) })),
  ),
  step('StopLogging by ARN', (on, place) => on.send(new StopLoggingCommand({ Name: arn(place) }))),
  step('GetTrailStatus of a stopped trail', (on) =>
    on.send(new GetTrailStatusCommand({ Name: TRAIL })),
  ),
  step('StopLogging of a stopped trail', (on) => on.send(new StopLoggingCommand({ Name: TRAIL }))),
  step('StartLogging by ARN', (on, place) =>
    on.send(new StartLoggingCommand({ Name: arn(place) })),
  ),
  step('StartLogging of a logging trail', (on) =>
    on.send(new StartLoggingCommand({ Name: TRAIL })),
  ),
  step('GetTrailStatus of a restarted trail', (on) =>
    on.send(new GetTrailStatusCommand({ Name: TRAIL })),
  ),
);

const reads = as(
  'member',
  step('DescribeTrails by name', (on) =>
    on.send(new DescribeTrailsCommand({ trailNameList: [TRAIL] })),
  ),
  step('DescribeTrails by ARN', (on, place) =>
    on.send(new DescribeTrailsCommand({ trailNameList: [arn(place)] })),
  ),
  step('DescribeTrails of a trail that does not exist', (on) =>
    on.send(new DescribeTrailsCommand({ trailNameList: [NO_TRAIL] })),
  ),
  step('GetTrail', (on) => on.send(new GetTrailCommand({ Name: TRAIL }))),
  step('ListTrails', (on) => on.send(new ListTrailsCommand({}))),
  step('GetEventSelectors of a new trail', (on) =>
    on.send(new GetEventSelectorsCommand({ TrailName: TRAIL })),
  ),
);

const changes = as(
  'member',
  step('PutEventSelectors', (on) =>
    on.send(
      new PutEventSelectorsCommand({
        TrailName: TRAIL,
        EventSelectors: [{ ReadWriteType: 'WriteOnly', IncludeManagementEvents: true }],
      }),
    ),
  ),
  step('GetEventSelectors', (on) => on.send(new GetEventSelectorsCommand({ TrailName: TRAIL }))),
  step('UpdateTrail', (on) =>
    on.send(new UpdateTrailCommand({ Name: TRAIL, S3KeyPrefix: 'prefix' })),
  ),
  step('AddTags', (on, place) =>
    on.send(
      new AddTagsCommand({ ResourceId: arn(place), TagsList: [{ Key: 'owner', Value: 'ci' }] }),
    ),
  ),
  step('ListTags', (on, place) => on.send(new ListTagsCommand({ ResourceIdList: [arn(place)] }))),
);

const refusals = as(
  'member',
  step('GetTrailStatus of a trail that does not exist', (on) =>
    on.send(new GetTrailStatusCommand({ Name: NO_TRAIL })),
  ),
  step('StopLogging of a trail that does not exist', (on) =>
    on.send(new StopLoggingCommand({ Name: NO_TRAIL })),
  ),
  step('StopLogging by the ARN of a trail that does not exist', (on, place) =>
    on.send(new StopLoggingCommand({ Name: arn(place, NO_TRAIL) })),
  ),
  step('StartLogging of a name that is too short', (on) =>
    on.send(new StartLoggingCommand({ Name: 'x' })),
  ),
  step('CreateTrail with a name that no trail may have', (on) =>
    on.send(new CreateTrailCommand({ Name: 'no!name', S3BucketName: BUCKET })),
  ),
);

const elsewhere = as(
  'member in eu-west-1',
  step('DescribeTrails in another Region', (on, place) =>
    on.send(new DescribeTrailsCommand({ trailNameList: [arn(place)] })),
  ),
  step('DescribeTrails in another Region, without shadow trails', (on) =>
    on.send(new DescribeTrailsCommand({ includeShadowTrails: false })),
  ),
  step('GetTrailStatus by ARN in another Region', (on, place) =>
    on.send(new GetTrailStatusCommand({ Name: arn(place) })),
  ),
  step('StopLogging by ARN in another Region', (on, place) =>
    on.send(new StopLoggingCommand({ Name: arn(place) })),
  ),
  step('StopLogging by name in another Region', (on) =>
    on.send(new StopLoggingCommand({ Name: TRAIL })),
  ),
);

const end = as(
  'member',
  step('DeleteTrail', (on) => on.send(new DeleteTrailCommand({ Name: TRAIL }))),
  step('DeleteTrail of a trail that does not exist', (on) =>
    on.send(new DeleteTrailCommand({ Name: TRAIL })),
  ),
);

export const cloudtrailCalls: readonly Call[] = [
  ...life,
  ...reads,
  ...changes,
  ...refusals,
  ...elsewhere,
  ...end,
];
