import { EC2Client } from '@aws-sdk/client-ec2';
import type { Credentials } from '../../../services/sandbox/iam/state';
import {
  type OrganizationUnderTest,
  organizationUnderTest,
  payments,
} from '../core/organization-under-test';

export const region = 'us-east-1';

export interface Ec2UnderTest extends OrganizationUnderTest {
  /** Of the administrator of the payments account. */
  readonly ec2: EC2Client;
  readonly ec2As: (credentials: Credentials) => EC2Client;
  /** The newest record of an event in that account. */
  readonly recordOf: (eventName: string) => Readonly<Record<string, unknown>> | undefined;
}

/** The standard organization, and an EC2 client in its account payments. */
export async function ec2UnderTest(): Promise<Ec2UnderTest> {
  const organization = await organizationUnderTest();
  const { endpoint, world, credentials } = organization.sandbox;
  const ec2As = (as: Credentials) =>
    new EC2Client({ endpoint, region, credentials: as, maxAttempts: 1 });
  const recordOf = (eventName: string) =>
    world.cloudtrail.history
      .get(`${payments}/${region}`)
      ?.filter((record) => record.eventName === eventName)
      .at(-1) as Readonly<Record<string, unknown>> | undefined;
  return { ...organization, ec2: ec2As(credentials(payments)), ec2As, recordOf };
}
