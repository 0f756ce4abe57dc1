import * as cloudtrail from '@aws-sdk/client-cloudtrail';
import * as iam from '@aws-sdk/client-iam';
import * as kms from '@aws-sdk/client-kms';
import * as s3 from '@aws-sdk/client-s3';
import * as sts from '@aws-sdk/client-sts';
import type { Answer, RecordedAnswer } from '../recorded-answers';
import { answerOf, type Scene } from '../scene';
import type { Situation, Situations } from '../situation';
import {
  ask,
  BUCKET,
  bucket,
  call,
  inNames,
  logGroup,
  logsRole,
  TRAIL,
  trail,
  trailsOf,
} from './cloudtrail-steps';

const untilClockMoved = (scene: Scene, ms: number): void => scene.sandbox.world.clock.advance(ms);

const onlyLogs = { beneath: ['AWSLogs/{account}/CloudTrail/*'] };
const beneathAccount = (scene: Scene) => ({
  beneath: onlyLogs.beneath.map((path) => path.replace('{account}', scene.accounts[0])),
});

async function withoutPolicy(scene: Scene): Promise<void> {
  await trail(scene);
  const client = new s3.S3Client(scene.as());
  await client.send(new s3.DeleteBucketPolicyCommand({ Bucket: BUCKET }));
}

const startedAndStopped = async (scene: Scene): Promise<void> => {
  await trail(scene);
  await trailsOf(scene).send(new cloudtrail.StartLoggingCommand({ Name: TRAIL }));
  untilClockMoved(scene, 1_000);
  await trailsOf(scene).send(new cloudtrail.StopLoggingCommand({ Name: TRAIL }));
};

/** The answer, with a time as it was recorded: that there is one. */
const timesTold =
  (...names: readonly string[]): Situation =>
  async (scene, recorded) => {
    await startedAndStopped(scene);
    const answer = await call(scene, recorded);
    const ok = { ...(answer.ok as Record<string, unknown>) };
    for (const name of names) ok[name] = ok[name] instanceof Date;
    for (const name of ['TimeLoggingStarted', 'TimeLoggingStopped'])
      if (/^\d{4}-.*Z$/.test(String(ok[name]))) ok[name] = '…Z';
    return { ok };
  };

const withLogs = async (scene: Scene): Promise<void> => {
  await trail(scene);
  await logsRole(scene);
  await logGroup(scene);
};

/** The trail sends to a log group already. */
const withPair = async (scene: Scene): Promise<void> => {
  await withLogs(scene);
  const [account] = scene.accounts;
  await trailsOf(scene).send(
    new cloudtrail.UpdateTrailCommand({
      Name: TRAIL,
      CloudWatchLogsLogGroupArn: `arn:aws:logs:us-east-1:${account}:log-group:/g:*`,
      CloudWatchLogsRoleArn: `arn:aws:iam::${account}:role/logs`,
    }),
  );
};

/** Field names of the selectors, as GetEventSelectors gives them. */
const fieldOrder = async (scene: Scene, recorded: RecordedAnswer) => {
  await trail(scene);
  const fields = [
    { Field: 'eventCategory', Equals: ['Data'] },
    { Field: 'resources.type', Equals: ['AWS::S3::Object'] },
    { Field: 'resources.ARN', StartsWith: ['arn:aws:s3:::x/'] },
  ];
  const AdvancedEventSelectors = [{ FieldSelectors: fields }];
  await trailsOf(scene).send(
    new cloudtrail.PutEventSelectorsCommand({ TrailName: TRAIL, AdvancedEventSelectors }),
  );
  const { ok } = (await call(scene, recorded)) as {
    ok: cloudtrail.GetEventSelectorsCommandOutput;
  };
  const [selector] = ok.AdvancedEventSelectors ?? [];
  return { ok: { fields: selector?.FieldSelectors?.map(({ Field }) => Field) } };
};

/** The trail logs, its key is disabled, and a file is due. */
const keyDisabled = async (scene: Scene, recorded: RecordedAnswer) => {
  await bucket(scene);
  const client = new kms.KMSClient(scene.as());
  const [account] = scene.accounts;
  const Policy = JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      {
        ...{ Effect: 'Allow', Principal: { AWS: `arn:aws:iam::${account}:root` } },
        ...{ Action: 'kms:*', Resource: '*' },
      },
      {
        ...{ Effect: 'Allow', Principal: { Service: 'cloudtrail.amazonaws.com' } },
        ...{ Action: ['kms:GenerateDataKey*', 'kms:DescribeKey'], Resource: '*' },
      },
    ],
  });
  const { KeyMetadata } = await client.send(new kms.CreateKeyCommand({ Policy }));
  await trailsOf(scene).send(
    new cloudtrail.CreateTrailCommand({
      ...{ Name: TRAIL, S3BucketName: BUCKET },
      KmsKeyId: KeyMetadata?.Arn,
    }),
  );
  await trailsOf(scene).send(new cloudtrail.StartLoggingCommand({ Name: TRAIL }));
  await client.send(new kms.DisableKeyCommand({ KeyId: KeyMetadata?.KeyId }));
  client.destroy();
  untilClockMoved(scene, 15 * 60_000);
  return call(scene, recorded);
};

/** The event of a call, once Event history has it; with the kinds and names of its resources. */
async function resourcesOf(
  scene: Scene,
  eventName: string,
  described: (type: string, name: string) => string,
): Promise<Answer> {
  untilClockMoved(scene, 20 * 60_000);
  const { Events = [] } = await trailsOf(scene).send(
    new cloudtrail.LookupEventsCommand({
      LookupAttributes: [{ AttributeKey: 'EventName', AttributeValue: eventName }],
    }),
  );
  const resources = Events[0]?.Resources ?? [];
  return {
    ok: {
      Resources: resources.map(({ ResourceType = '', ResourceName = '' }) =>
        described(ResourceType, ResourceName),
      ),
    },
  };
}

const resourcesOfTrail: Situation = async (scene) => {
  await trail(scene);
  return resourcesOf(
    scene,
    'CreateTrail',
    (type, name) => `${type} ${name.startsWith('arn:') ? 'ARN' : 'name'}`,
  );
};

const AssumeRolePolicyDocument = JSON.stringify({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: { AWS: '*' }, Action: 'sts:AssumeRole' }],
});

const newRole = (scene: Scene, RoleName: string) =>
  new iam.IAMClient(scene.as()).send(
    new iam.CreateRoleCommand({ RoleName, AssumeRolePolicyDocument }),
  );

const resourcesOfRole: Situation = async (scene) => {
  await newRole(scene, 'r');
  return resourcesOf(scene, 'CreateRole', (type, name) => {
    if (name.startsWith('arn:')) return `${type} ARN`;
    return `${type} ${name.startsWith('AROA') ? 'id' : 'name'}`;
  });
};

/** The record of the last call of this name, as Event history holds it. */
async function recordOf(scene: Scene, eventName: string): Promise<Record<string, never>> {
  untilClockMoved(scene, 20 * 60_000);
  const { Events = [] } = await trailsOf(scene).send(
    new cloudtrail.LookupEventsCommand({
      LookupAttributes: [{ AttributeKey: 'EventName', AttributeValue: eventName }],
    }),
  );
  return JSON.parse(Events[0]?.CloudTrailEvent ?? '{}');
}

const isoTime = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/;

const recordOfRole: Situation = async (scene, recorded) => {
  await newRole(scene, 'r');
  const record = (await recordOf(scene, 'CreateRole')) as {
    eventVersion?: string;
    responseElements?: { role?: { createDate?: string } };
  };
  const date = record.responseElements?.role?.createDate ?? '';
  const { 'responseElements.role.createDate': asRecorded } = recorded.answer.ok as Record<
    string,
    string
  >;
  return {
    ok: {
      'responseElements.role.createDate': isoTime.test(date) ? asRecorded : date,
      eventVersion: record.eventVersion,
    },
  };
};

const recordOfSelectors = async (scene: Scene) => {
  await trail(scene);
  const FieldSelectors = [{ Field: 'eventCategory', Equals: ['Management'] }];
  await trailsOf(scene).send(
    new cloudtrail.PutEventSelectorsCommand({
      ...{ TrailName: TRAIL, AdvancedEventSelectors: [{ FieldSelectors }] },
    }),
  );
  const { requestParameters, responseElements } = (await recordOf(scene, 'PutEventSelectors')) as {
    requestParameters?: { trailName?: string; advancedEventSelectors?: object[] };
    responseElements?: { trailARN?: string };
  };
  return {
    ok: {
      requestParameters: {
        trailName: requestParameters?.trailName,
        advancedEventSelectors: requestParameters?.advancedEventSelectors?.map((one) => ({
          fieldSelectors: 'fieldSelectors' in one,
        })),
      },
      responseElements: { trailARN: responseElements?.trailARN },
    },
  };
};

const recordOfSession: Situation = async (scene) => {
  await newRole(scene, 'r');
  const RoleArn = `arn:aws:iam::${scene.accounts[0]}:role/r`;
  await new sts.STSClient(scene.as()).send(
    new sts.AssumeRoleCommand({ RoleArn, RoleSessionName: 'the-session' }),
  );
  const { responseElements = {} } = (await recordOf(scene, 'AssumeRole')) as {
    responseElements?: Record<string, unknown>;
  };
  const { expiration } = (responseElements.credentials ?? {}) as { expiration?: string };
  return {
    ok: {
      'credentials.expiration': isoTime.test(expiration ?? '')
        ? '2026-09-15T21:18:26Z'
        : expiration,
      packedPolicySize: 'packedPolicySize' in responseElements,
      sessionTokenUtilization: 'sessionTokenUtilization' in responseElements,
      sessionTokenSize: 'sessionTokenSize' in responseElements,
    },
  };
};

/** Whether EventBridge hears of a call so long after the start of the only trail, where the world is as deaf as AWS. */
const heardAfterStart: Situation = async (scene, { input }) => {
  const { world } = scene.sandbox;
  world.cloudtrail.trails.clear();
  world.cloudtrail.deafForMilliseconds = 200_000;
  await trail(scene);
  await trailsOf(scene).send(new cloudtrail.StartLoggingCommand({ Name: TRAIL }));
  untilClockMoved(scene, Number(input.afterStartSeconds) * 1_000);
  await newRole(scene, 'r');
  const record = world.feed.entries.findLast(
    (entry) => entry.kind === 'record' && entry.record.eventName === 'CreateRole',
  );
  return { ok: { delivered: record?.kind === 'record' && record.reachedEventBridge } };
};

const DIGESTS =
  'the first digest covers the first hour of logging, and AWS’s the hour before the start';

const inAnHour: Situation = async (scene) =>
  answerOf(
    trailsOf(scene).send(
      new cloudtrail.LookupEventsCommand({
        StartTime: new Date(scene.sandbox.world.now().getTime() + 3_600_000),
      }),
    ),
  );

const asDates: Situation = async (scene, recorded) =>
  call(scene, recorded, {}).then(() =>
    answerOf(
      trailsOf(scene).send(
        new cloudtrail.LookupEventsCommand({
          StartTime: new Date(Number(recorded.input.StartTime) * 1_000),
          EndTime: new Date(Number(recorded.input.EndTime) * 1_000),
        }),
      ),
    ),
  );

export const cloudtrailSituations: Situations = {
  '6a2ee4': ask(),
  b6b01f: ask(async (scene) => {
    const client = await bucket(scene);
    await client.send(new s3.DeleteBucketPolicyCommand({ Bucket: BUCKET }));
  }),
  d27186: ask((scene) =>
    bucket(scene, { sourceArn: `arn:aws:cloudtrail:us-east-1:${scene.accounts[0]}:trail/other` }),
  ),
  '8ca77e': {
    onPurpose: 'a bucket, key, topic, log group or role that this world never had is good',
  },
  d2831c: {
    onPurpose: 'a bucket, key, topic, log group or role that this world never had is good',
  },
  '28b21e': ask((scene) => bucket(scene, beneathAccount(scene))),
  '673a08': ask((scene) => trail(scene, beneathAccount(scene))),
  bcf028: ask(withoutPolicy),
  '930972': ask(trail),
  e73098: timesTold('StartLoggingTime', 'StopLoggingTime'),
  b5092d: ask(async (scene) => {
    await trail(scene);
    await trailsOf(scene).send(new cloudtrail.StartLoggingCommand({ Name: TRAIL }));
  }),
  '8cdeac': ask(trail),
  e06ee3: inNames(fieldOrder),
  '286701': ask(trail),
  f482b5: ask(trail),
  '368a1c': ask(trail),
  ad0fc9: ask(trail),
  aac024: ask(trail),
  a06cda: ask(trail),
  '918158': ask(withPair),
  '2dbe5a': ask(withPair),
  '4a3e5f': ask(withPair),
  f3977f: ask(withLogs),
  '194fa7': ask(withLogs),
  c0cf99: ask(withLogs),
  '4bf308': ask(async (scene) => {
    await trail(scene);
    await logsRole(scene, false);
    await logGroup(scene);
  }),
  '8b0595': {
    onPurpose: 'a bucket, key, topic, log group or role that this world never had is good',
  },
  '007b29': ask(trail),
  '8379ca': inNames(keyDisabled),
  '4ea8a4': ask(trail),
  b45a58: ask(),
  ea5270: ask(),
  a6ed2c: asDates,
  '65d2b7': inAnHour,
  b2fe3c: ask(),
  '95a7da': ask(),
  '218da0': ask(),
  '1ac640': resourcesOfTrail,
  '13d72f': resourcesOfRole,
  fcfde7: recordOfSession,
  e5f497: { onPurpose: 'a service that assumes a role leaves no record' },
  d69339: {
    onPurpose: 'a read that EventBridge refused is recorded with the code that its caller got',
  },
  a730f6: { onPurpose: 'records of EventBridge have no apiVersion and none of the defaults' },
  '845086': heardAfterStart,
  '70a5a5': { onPurpose: 'after StopLogging nothing is heard but that call' },
  '79a03c': { onPurpose: DIGESTS },
  b1355a: { onPurpose: DIGESTS },
  '088b61': recordOfRole,
  '41ab5d': inNames(recordOfSelectors),
};
