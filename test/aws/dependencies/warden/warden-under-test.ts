import { createLocalOrganization, hooks, startSandbox } from '../../../../services/sandbox';
import type { Connection } from '../../../../shared/aws/connection';

export interface WardenUnderTest {
  /** In the security account, at home. */
  readonly administrator: Connection;
  /** A role without a policy in the same account. */
  readonly powerless: Connection;
  /** Every call of this action so far. */
  readonly callsOf: (action: string) => readonly unknown[];
  readonly close: () => Promise<void>;
}

export async function wardenUnderTest(): Promise<WardenUnderTest> {
  const sandbox = await startSandbox();
  const { securityAccountId } = createLocalOrganization(sandbox, { accounts: 1 });
  hooks.iam.createRole(sandbox.world, {
    accountId: securityAccountId,
    name: 'powerless',
    trustPolicy: {
      Version: '2012-10-17',
      Statement: [
        {
          Effect: 'Allow',
          Principal: { AWS: `arn:aws:iam::${securityAccountId}:root` },
          Action: 'sts:AssumeRole',
        },
      ],
    },
  });
  const as = (who: string): Connection => ({
    endpoint: sandbox.endpoint,
    region: 'us-east-1',
    credentials: sandbox.credentials(securityAccountId, who),
  });
  const callsOf = (action: string) =>
    sandbox.world.feed.entries.filter((entry) => entry.kind === 'call' && entry.action === action);
  return { administrator: as('admin'), powerless: as('powerless'), close: sandbox.close, callsOf };
}
