import { IAMClient } from '@aws-sdk/client-iam';
import {
  type OrganizationUnderTest,
  organizationUnderTest,
  payments,
} from '../core/organization-under-test';

export interface IamUnderTest extends OrganizationUnderTest {
  /** IAM as the account's user (default `admin`) or a role of that name. */
  readonly iam: (accountId?: string, userOrRole?: string) => IAMClient;
  /** The newest record of that event. */
  readonly recordOf: (eventName: string) => Readonly<Record<string, unknown>> | undefined;
}

export async function iamUnderTest(): Promise<IamUnderTest> {
  const organization = await organizationUnderTest();
  const { sandbox } = organization;
  return {
    ...organization,
    iam: (accountId = payments, userOrRole = 'admin') =>
      new IAMClient({
        endpoint: sandbox.endpoint,
        region: 'us-east-1',
        credentials: sandbox.credentials(accountId, userOrRole),
        maxAttempts: 1,
      }),
    recordOf: (eventName) =>
      sandbox.world.feed.entries
        .flatMap((entry) => (entry.kind === 'record' ? [entry.record] : []))
        .filter((record) => record.eventName === eventName)
        .at(-1),
  };
}

/** A policy with one statement, as JSON. */
export function statement(Effect: 'Allow' | 'Deny', Action: string, more: object = {}): string {
  return JSON.stringify({
    Version: '2012-10-17',
    Statement: [{ Effect, Action, Resource: '*', ...more }],
  });
}

export const trustsManagement = JSON.stringify({
  Version: '2012-10-17',
  Statement: [
    {
      Effect: 'Allow',
      Principal: { AWS: 'arn:aws:iam::111122223333:root' },
      Action: 'sts:AssumeRole',
    },
  ],
});
