import { SSMClient } from '@aws-sdk/client-ssm';
import { hooks } from '../../../services/sandbox';
import type { Machine } from '../../../services/sandbox/ec2/machine';
import type { Instance } from '../../../services/sandbox/ec2/state';
import type { Credentials } from '../../../services/sandbox/iam/state';
import {
  type OrganizationUnderTest,
  organizationUnderTest,
  payments,
} from '../core/organization-under-test';

export const region = 'us-east-1';

export interface MachineUnderTest extends OrganizationUnderTest {
  /** Of the administrator of the payments account, unless told otherwise. */
  readonly ssm: (credentials?: Credentials) => SSMClient;
  readonly instance: Instance;
  readonly machine: Machine;
  /** The newest record of an event in that account. */
  readonly recordOf: (eventName: string) => Readonly<Record<string, unknown>> | undefined;
  readonly close: () => Promise<void>;
}

/** The standard organization with one running instance, whose role may put objects. */
export async function machineUnderTest(): Promise<MachineUnderTest> {
  const organization = await organizationUnderTest();
  const { sandbox } = organization;
  const { world, endpoint } = sandbox;
  hooks.iam.createRole(world, {
    accountId: payments,
    name: 'machine',
    trustPolicy: {
      Statement: {
        Effect: 'Allow',
        Principal: { Service: 'ec2.amazonaws.com' },
        Action: 'sts:AssumeRole',
      },
    },
    inlinePolicies: {
      put: { Statement: { Effect: 'Allow', Action: 's3:PutObject', Resource: '*' } },
    },
  });
  const instance = hooks.ec2.startInstance(world, {
    accountId: payments,
    region,
    roleName: 'machine',
    tags: { suite: 'web' },
  });
  const clients: SSMClient[] = [];
  return {
    ...organization,
    instance,
    machine: hooks.ec2.machineOf(world, instance.id),
    ssm: (credentials = sandbox.credentials(payments)) => {
      const client = new SSMClient({ endpoint, region, credentials, maxAttempts: 1 });
      clients.push(client);
      return client;
    },
    recordOf: (eventName) =>
      world.cloudtrail.history
        .get(`${payments}/${region}`)
        ?.filter((record) => record.eventName === eventName)
        .at(-1) as Readonly<Record<string, unknown>> | undefined,
    close: async () => {
      for (const client of clients) client.destroy();
      await sandbox.close();
    },
  };
}
