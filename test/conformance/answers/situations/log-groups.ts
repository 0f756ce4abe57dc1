import * as logs from '@aws-sdk/client-cloudwatch-logs';
import { rawCall } from '../../../sandbox/core/raw-call';
import { answerOf } from '../scene';
import type { Situation, Situations } from '../situation';

const logGroupName = '/of/the/scene';
const logStreamName = 'stream';

type Step = (client: logs.CloudWatchLogsClient) => Promise<unknown>;

const group: Step = (client) => client.send(new logs.CreateLogGroupCommand({ logGroupName }));
const stream: Step = (client) =>
  client.send(new logs.CreateLogStreamCommand({ logGroupName, logStreamName }));

/** The recorded call, on the group and stream of the scene where it names none, after the steps. */
const asked =
  (...steps: readonly Step[]): Situation =>
  async ({ as, filled }, { action, input }) => {
    const client = new logs.CloudWatchLogsClient(as());
    for (const step of steps) await step(client);
    const Command = Reflect.get(logs, `${action}Command`);
    const call = { logGroupName, logStreamName, ...filled(input, { group: logGroupName }) };
    return answerOf(client.send(new Command(call)));
  };

/** All fields, also those our SDK's version does not know; ARNs only by how they end. */
const described: Situation = async ({ as, sandbox, accounts: [account] }) => {
  const client = new logs.CloudWatchLogsClient(as());
  await group(client);
  const { answer } = await rawCall({
    endpoint: sandbox.endpoint,
    credentials: sandbox.credentials(account),
    service: 'logs',
    target: 'Logs_20140328.DescribeLogGroups',
    input: { logGroupNamePrefix: logGroupName },
  });
  const logGroups = answer.logGroups.map((one: Readonly<Record<string, unknown>>) => {
    const arn = String(one.arn);
    const isBare = one.logGroupArn === arn.slice(0, -2);
    return {
      ...one,
      arn: arn.endsWith(`:log-group:${logGroupName}:*`) ? '{…}:*' : arn,
      logGroupArn: isBare ? '{without :*}' : one.logGroupArn,
    };
  });
  return { ok: { logGroups } };
};

export const logGroups: Situations = {
  '8f6c10': asked(group),
  '43c93d': described,
  '731527': asked(group, stream),
  '151465': asked(),
  '113e5d': asked(group, stream),
};
