import type { Received } from '../../receivers/create-receivers';
import { receiverSecrets } from '../../receivers/secrets';
import { type RunningReceivers, startReceivers } from '../../receivers/start-receivers';
import { hooks } from '../../sandbox';
import type { Local } from './local';

/** A Slack on this machine, and the notifier configured to write to it. */
export async function rehearseSlack(
  local: Local,
  {
    onReceived,
    ...rules
  }: {
    readonly messagesPerMinute?: number;
    /** Default 0: each incident separately, at once. */
    readonly gatherSeconds?: number;
    readonly onReceived?: (message: Received) => void;
  } = {},
): Promise<RunningReceivers> {
  const receivers = await startReceivers({
    now: local.sandbox.world.now,
    ...(onReceived && { onReceived }),
  });
  const secret = put(local, 'SecureString', {
    name: '/trailwarden/slack',
    value: `${receivers.url('slack')}${receiverSecrets.slackPath}`,
  });
  const channels = { chat: { kind: 'slack', secret } };
  put(local, 'String', {
    name: '/trailwarden/notifications',
    value: JSON.stringify({ channels, gatherSeconds: 0, ...rules }),
  });
  return receivers;
}

/** Stores it as the people of the security account would have done long ago; returns its ARN. */
function put(
  { organization, sandbox: { world } }: Local,
  type: 'String' | 'SecureString',
  { name, value }: { readonly name: string; readonly value: string },
): string {
  const { securityAccountId, homeRegion } = organization;
  const arn = `arn:aws:ssm:${homeRegion}:${securityAccountId}:parameter${name}`;
  const kept = { arn, name, type, value, version: 1, keyId: undefined, changedAt: world.now() };
  hooks.ssm.parameters(world).set(arn, kept);
  return arn;
}
