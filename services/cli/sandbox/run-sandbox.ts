import pc from 'picocolors';
import type { Received } from '../../receivers/create-receivers';
import { jsonObject } from '../../receivers/json';
import { describeFeedEntry } from '../local/describe-feed-entry';
import { delaysAsAws, delaysOf, describeDelays, type Local, startLocal } from '../local/local';
import { rehearseSlack } from '../local/rehearse-slack';
import { print, printVerbatim } from '../terminal/print';

interface SandboxOptions {
  readonly port: number;
  readonly accounts: number;
  readonly latency: number;
  readonly quotas?: boolean;
  readonly speed?: number;
  readonly json?: boolean;
}

export async function runSandbox({ latency, json, ...options }: SandboxOptions): Promise<void> {
  const say = (what: string) =>
    json ? printVerbatim(JSON.stringify({ progress: what })) : print(pc.dim(`… ${what}`));
  const local = await startLocal({
    ...options,
    latencyMs: latency,
    schedules: true,
    logFiles: true,
    bucketGuard: 'tagged',
    ...delaysAsAws,
    onProgress: say,
  });
  if (json) printVerbatim(JSON.stringify(welcomeJson(local)));
  else welcome(local);
  const unwatch = local.sandbox.world.feed.watch((entry) => {
    const line = json ? JSON.stringify(entry) : describeFeedEntry(entry);
    if (line !== undefined) printVerbatim(line);
  });
  const slack = await rehearseSlack(local, {
    gatherSeconds: 5,
    onReceived: (message) =>
      printVerbatim(json ? JSON.stringify(messageJson(message)) : describeMessage(message)),
  });
  await interrupted();
  // What functions complain of when they are ended is of no concern.
  unwatch();
  await slack.close();
  await local.close();
}

const interrupted = (): Promise<void> =>
  new Promise((resolve) => {
    process.once('SIGINT', () => resolve());
    process.once('SIGTERM', () => resolve());
  });

function welcome(local: Local): void {
  const { sandbox: running, organization } = local;
  const [first = ''] = organization.memberAccountIds;
  print('');
  print(`${pc.bold('Endpoint')}  ${running.endpoint}`);
  print(`${pc.bold('Region')}    ${organization.homeRegion}`);
  print(
    `${pc.bold('Clock')}     ${running.world.clock.speed === 1 ? 'real time (--speed 60 makes an hour a minute)' : `${running.world.clock.speed} times as fast as real time`}`,
  );
  for (const one of describeDelays(delaysOf(running.world)))
    print(`${pc.bold('Like AWS')}  ${one}`);
  print('');
  for (const { id, name } of running.world.organization.accounts.values()) {
    print(`${pc.bold(name.padEnd(12))} ${id}`);
    printVerbatim(`  ${environment(local, id)}`);
  }
  const { name = '' } = running.world.organization.accounts.get(first) ?? {};
  print('');
  print(`${pc.bold('Try it')} in another terminal: paste the line of ${name}, then`);
  printVerbatim(
    '  aws cloudtrail stop-logging --name main && sleep 1; aws cloudtrail get-trail-status --name main',
  );
  print('and, with the line of security,');
  printVerbatim(`  npx trailwarden incidents list --endpoint ${running.endpoint}`);
  print('');
  print('Ctrl-C ends it. What the warden does, and what it writes to a Slack on this machine:');
}

/** What people would have read in Slack; what it refuses is said with its answer. */
const messageJson = ({ channel, at, body, taken, status }: Received) => ({
  ...{ kind: 'message', channel, at: at.toISOString(), text: textOf(body), taken, status },
});

const describeMessage = ({ at, body, taken, status }: Received): string =>
  `${pc.dim(at.toISOString().slice(11, 23))}  ${pc.magenta('message')}   ${textOf(body)}${taken ? '' : pc.red(` (refused: ${status})`)}`;

/** The first line of our messages; what others send is told as it came. */
const textOf = (body: string): string => {
  const text = jsonObject(body)?.text;
  return typeof text === 'string' ? text : body;
};

/** One line to paste; unset first, so that a session token of before does not linger. */
function environment({ sandbox: running, organization }: Local, accountId: string): string {
  const { accessKeyId, secretAccessKey } = running.credentials(accountId);
  return [
    'unset AWS_SESSION_TOKEN AWS_PROFILE; export',
    `AWS_ENDPOINT_URL=${running.endpoint}`,
    `AWS_REGION=${organization.homeRegion}`,
    `AWS_DEFAULT_REGION=${organization.homeRegion}`, // AWS CLI v1 reads only this one
    `AWS_ACCESS_KEY_ID=${accessKeyId}`,
    `AWS_SECRET_ACCESS_KEY=${secretAccessKey}`,
  ].join(' ');
}

const welcomeJson = ({ sandbox: running, organization, deployment, tableName }: Local) => ({
  endpoint: running.endpoint,
  region: organization.homeRegion,
  table: tableName,
  speed: running.world.clock.speed,
  ...delaysOf(running.world),
  outputs: deployment.outputs,
  accounts: [...running.world.organization.accounts.values()].map(({ id, name }) => ({
    id,
    name,
    credentials: running.credentials(id),
  })),
});
