import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createReceivers, type ReceiverHooks, type Receivers } from './create-receivers';
import type { Channel } from './receiver';

export interface RunningReceivers extends Receivers {
  /** Where a channel's API begins, without a slash at the end. */
  readonly url: (channel: Channel) => string;
  readonly close: () => Promise<void>;
}

/** Slack, Teams, PagerDuty, Jira, ServiceNow and a signed webhook on one free port of the loopback interface. */
export async function startReceivers(hooks: ReceiverHooks = {}): Promise<RunningReceivers> {
  const receivers = createReceivers(hooks);
  const server = createServer(receivers.handle).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    ...receivers,
    url: (channel) => `http://127.0.0.1:${port}${receivers.prefix}${channel}`,
    close: () => close(server),
  };
}

function close(server: Server): Promise<void> {
  return new Promise((resolve, reject) => {
    server.close((error) => (error ? reject(error) : resolve()));
    server.closeAllConnections();
  });
}
