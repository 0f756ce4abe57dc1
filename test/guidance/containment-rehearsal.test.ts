import { execFileSync } from 'node:child_process';
import * as cloudtrail from '@aws-sdk/client-cloudtrail';
import * as iam from '@aws-sdk/client-iam';
import * as organizations from '@aws-sdk/client-organizations';
import * as sts from '@aws-sdk/client-sts';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type Credentials, hooks } from '../../services/sandbox';
import type { Lineage } from '../../shared/domain/lineage';
import { contain } from '../../shared/tampering/guidance/containment';
import { denied, holdByPolicy } from '../../shared/tampering/guidance/hold-by-policy';
import { factsOfIncident } from '../../shared/tampering/guidance/incident-facts';
import { trailGuide } from '../../shared/tampering/trail/guide';
import { anIncident } from '../builders/an-incident';
import {
  management,
  type OrganizationUnderTest,
  orders,
  organizationUnderTest,
  payments,
} from '../sandbox/core/organization-under-test';

// The printed commands, typed into a shell that fills them in, and sent by the SDK instead of the AWS CLI.

let organization: OrganizationUnderTest;
beforeAll(async () => {
  // The world lags the machine, so that every session was made before "now".
  organization = await organizationUnderTest({ now: () => new Date(Date.now() - 10_000) });
});
afterAll(() => organization.sandbox.close());

const ADMIN = 'arn:aws:iam::aws:policy/AdministratorAccess';
const settings = (credentials: Credentials) => ({
  ...{ endpoint: organization.sandbox.endpoint, region: 'us-east-1', credentials, maxAttempts: 1 },
});
const clients = {
  iam: [iam.IAMClient, iam],
  organizations: [organizations.OrganizationsClient, organizations],
} as const;

/** What bash hands to the program: quotes taken off, the time filled in. */
const wordsOf = (command: string): readonly string[] =>
  execFileSync('bash', ['-c', `printf '%s\\n' ${command}`], { encoding: 'utf8' })
    .trimEnd()
    .split('\n');

async function type(command: string, by: Credentials): Promise<Record<string, unknown>> {
  const [, service = '', operation = '', ...flags] = wordsOf(command);
  const [Client, sdk] = clients[service as keyof typeof clients];
  const named = (text: string) => text.replace(/(^|-)([a-z])/g, (_, __, one) => one.toUpperCase());
  const input = Object.fromEntries(
    flags.flatMap((word, at) =>
      word.startsWith('--') ? [[named(word.slice(2)), flags[at + 1]]] : [],
    ),
  );
  const Command = Reflect.get(sdk, `${named(operation)}Command`);
  return (new Client(settings(by)) as iam.IAMClient).send(new Command(input)) as never;
}

const trustsAccount = {
  Statement: [
    {
      Effect: 'Allow',
      Principal: { AWS: `arn:aws:iam::${payments}:root` },
      Action: 'sts:AssumeRole',
    },
  ],
} as const;

const assume = async (by: Credentials, role: string): Promise<Credentials> => {
  const { Credentials: given } = await new sts.STSClient(settings(by)).send(
    new sts.AssumeRoleCommand({ RoleArn: role, RoleSessionName: 'mallory' }),
  );
  return {
    accessKeyId: given?.AccessKeyId ?? '',
    secretAccessKey: given?.SecretAccessKey ?? '',
    sessionToken: given?.SessionToken ?? '',
  };
};

const looks = (by: Credentials) =>
  new cloudtrail.CloudTrailClient(settings(by)).send(new cloudtrail.DescribeTrailsCommand({}));

const looksAt = (by: Credentials, Name: string) =>
  new cloudtrail.CloudTrailClient(settings(by)).send(
    new cloudtrail.GetTrailStatusCommand({ Name }),
  );

test('after the printed commands the stolen key and every session of the chain are powerless', async () => {
  const { world, credentials } = organization.sandbox;
  const user = hooks.iam.createUser(world, {
    accountId: payments,
    name: 'alice',
    managedPolicyArns: [ADMIN],
  });
  const stolen = hooks.iam.createAccessKey(world, user);
  const other = hooks.iam.createAccessKey(world, user);
  const role = hooks.iam.createRole(world, {
    accountId: payments,
    name: 'deploy',
    trustPolicy: trustsAccount,
    managedPolicyArns: [ADMIN],
  });
  const session = await assume(stolen, role.arn);
  await looks(session);

  const principal = `arn:aws:sts::${payments}:assumed-role/deploy/mallory`;
  const link = { evidence: { source: 'Event history' }, certainty: 'certain', why: 'x' } as const;
  const links: Lineage['links'] = [
    { ...link, kind: 'session', principal, accountId: payments },
    { ...link, kind: 'user', principal: user.arn, accountId: payments },
    { ...link, kind: 'access-key', principal: stolen.accessKeyId, accountId: payments },
  ];
  const actor = { type: 'AssumedRole', principal, accessKeyId: session.accessKeyId, chain: [] };
  const { commands } = contain({ evidence: { actor }, lineage: { links }, region: 'us-east-1' });
  const administrator = credentials(payments);
  for (const { command } of commands) {
    await type(command, administrator).catch((error: Error) => {
      // The text says so: it had no password.
      expect([command, error.name]).toEqual([
        expect.stringContaining('delete-login-profile'),
        'NoSuchEntityException',
      ]);
    });
  }

  await expect(looks(session)).rejects.toMatchObject({ name: 'AccessDeniedException' });
  await expect(looks(stolen)).rejects.toMatchObject({ name: 'UnrecognizedClientException' });
  await expect(looks(other)).rejects.toMatchObject({ name: 'AccessDeniedException' });
  await expect(assume(other, role.arn)).rejects.toMatchObject({ name: 'AccessDenied' });
  await looks(administrator); // the administrator who contains is not cut off
});

test('the advised policy stops every role but the guard from changing trails', async () => {
  const { world, credentials } = organization.sandbox;
  for (const name of ['trailwarden-guard', 'shipping']) {
    hooks.iam.createRole(world, {
      accountId: orders,
      name,
      trustPolicy: trustsAccount,
      managedPolicyArns: [ADMIN],
    });
  }
  const facts = factsOfIncident(anIncident({ accountId: orders }));
  const held = denied(trailGuide, facts);
  if (!held) throw new Error('Trails are held by no policy.');
  const [make, attach] = holdByPolicy(held, facts).map(({ command }) => command);
  const by = credentials(management);
  const made = (await type(make ?? '', by)) as { Policy: { PolicySummary: { Id: string } } };
  await type((attach ?? '').replace('<policy-id>', made.Policy.PolicySummary.Id), by);
  const as = (role: string) => new cloudtrail.CloudTrailClient(settings(credentials(orders, role)));
  const stop = (role: string) => as(role).send(new cloudtrail.StopLoggingCommand({ Name: 'main' }));
  await expect(stop('shipping')).rejects.toMatchObject({
    name: 'AccessDeniedException',
    message: expect.stringContaining('service control policy'),
  });
  await as('trailwarden-guard').send(new cloudtrail.StartLoggingCommand({ Name: 'main' }));
  const { IsLogging } = await looksAt(credentials(orders), 'main');
  expect(IsLogging).toBe(true);
});
