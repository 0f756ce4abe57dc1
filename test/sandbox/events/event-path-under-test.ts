import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { SQSClient } from '@aws-sdk/client-sqs';
import { deployStack } from '../../../services/sandbox/cloudformation/deploy-stack';
import type { Credentials } from '../../../services/sandbox/iam/state';
import {
  createLocalOrganization,
  type LocalOrganization,
} from '../../../services/sandbox/local-organization';
import { type Sandbox, type SandboxOptions, startSandbox } from '../../../services/sandbox/sandbox';

export const management = '111122223333';
export const security = '222233334444';
export const payments = '444455556666';

/** A sandbox with the standard organization, and clients of the services on the event path. */
export interface EventPathUnderTest {
  readonly sandbox: Sandbox;
  readonly local: LocalOrganization;
  readonly sqs: (credentials?: Credentials, region?: string) => SQSClient;
  readonly events: (credentials?: Credentials, region?: string) => EventBridgeClient;
  readonly dynamodb: (credentials?: Credentials, region?: string) => DynamoDBClient;
  /** A stack in the security account unless said otherwise. */
  readonly deploy: (template: string, at?: Partial<Place>) => ReturnType<typeof deployStack>;
}

export interface Place {
  readonly accountId: string;
  readonly region: string;
  readonly stackName: string;
  readonly parameters: Readonly<Record<string, string>>;
  readonly artifacts: string;
}

export async function eventPathUnderTest(
  options: SandboxOptions = {},
): Promise<EventPathUnderTest> {
  const sandbox = await startSandbox(options);
  const local = createLocalOrganization(sandbox, { accounts: 2 });
  const settings = (credentials = sandbox.credentials(security), region = 'us-east-1') => ({
    endpoint: sandbox.endpoint,
    region,
    credentials,
    maxAttempts: 1,
  });
  return {
    sandbox,
    local,
    sqs: (...from) => new SQSClient(settings(...from)),
    events: (...from) => new EventBridgeClient(settings(...from)),
    dynamodb: (...from) => new DynamoDBClient(settings(...from)),
    deploy: (template, at = {}) =>
      deployStack(sandbox, {
        accountId: security,
        region: 'us-east-1',
        stackName: 'under-test',
        template,
        ...at,
      }),
  };
}

/** Polls until the look gives something; fails loudly after five seconds. */
export async function eventually<T>(what: string, look: () => T | undefined): Promise<T> {
  const deadline = performance.now() + 20_000;
  for (;;) {
    const seen = look();
    if (seen !== undefined) return seen;
    if (performance.now() > deadline) throw new Error(`Not within twenty seconds: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
