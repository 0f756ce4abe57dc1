import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  CreateBucketCommand,
  DeleteBucketPolicyCommand,
  DeletePublicAccessBlockCommand,
  GetBucketPolicyCommand,
  PutBucketPolicyCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import {
  DescribeExecutionCommand,
  GetExecutionHistoryCommand,
  ListExecutionsCommand,
  SFNClient,
  StartExecutionCommand,
} from '@aws-sdk/client-sfn';
import { packageService, ROOT } from '../../../services/cli/local/package-service';
import { until } from '../../../services/cli/local/until';
import {
  createLocalOrganization,
  hooks,
  type LocalOrganization,
  type Sandbox,
  startSandbox,
} from '../../../services/sandbox';
import { openKmsSeal, SEAL_ALIASES } from '../../../shared/aws/baselines/kms-seal';
import { baselineRow, sealBaseline } from '../../../shared/aws/baselines/sealed';
import { becomeKeeper } from '../../../shared/aws/become-named';
import { coverageKey } from '../../../shared/aws/coverage/coverage';
import { acknowledge } from '../../../shared/aws/incidents/acknowledge';
import { getIncident } from '../../../shared/aws/incidents/find-incidents';
import {
  accountKey,
  baselineKey,
  incidentKey,
  ORGANIZATION,
  openedKey,
  openTable,
  type Table,
  update,
} from '../../../shared/aws/table/table';
import type { Answer } from '../../../shared/domain/acknowledgement';
import type { Baseline } from '../../../shared/domain/baseline';
import type { Incident } from '../../../shared/domain/incident';
import { anIncident } from '../../builders/an-incident';
import type { MakePolicy } from './policies';

const REGION = 'us-east-1';

/** The central stack with the guard of buckets, and a member whose buckets a story changes. */
export interface MachineUnderTest {
  readonly sandbox: Sandbox;
  readonly organization: LocalOrganization;
  readonly table: Table;
  readonly sfn: SFNClient;
  readonly machineArn: string;
  readonly functionArn: string;
  readonly member: string;
  /** S3 as the member's administrator: it does not rely on what the product reports. */
  readonly s3: S3Client;
  /** A bucket of the member with this policy, by a sealed baseline unless said otherwise. */
  readonly bucket: (
    policy: MakePolicy,
    more?: { readonly hasBaseline?: boolean; readonly parts?: object },
  ) => Promise<string>;
  /** Parsed; undefined where there is none. */
  readonly policyOf: (name: string) => Promise<unknown>;
  readonly made: (policy: MakePolicy, name: string) => unknown;
  readonly change: (name: string, policy: MakePolicy) => Promise<void>;
  /** The incident that the responder would write, which starts the machine. */
  readonly incident: (name: string, more?: object) => Promise<string>;
  readonly read: (id: string) => Promise<Incident>;
  readonly answer: (id: string, as: Answer) => Promise<void>;
  /** Lets the deadline pass. */
  readonly pass: () => void;
  readonly asked: (id: string) => Promise<Incident>;
  /** The status of its run once it has ended, and the states it went through. */
  readonly ended: (id: string, name?: string) => Promise<Ended>;
  readonly again: (id: string, name: string) => Promise<void>;
  readonly close: () => Promise<void>;
}

export interface Ended {
  readonly status: string;
  readonly states: readonly string[];
}

export async function machineUnderTest(
  parameters: Readonly<Record<string, string>> = {},
): Promise<MachineUnderTest> {
  const sandbox = await startSandbox();
  const { world } = sandbox;
  const organization = createLocalOrganization(sandbox, { accounts: 1 });
  const { securityAccountId, memberAccountIds } = organization;
  const member = String(memberAccountIds[0]);
  const { folder, template } = await packageService();
  const { outputs } = await hooks.cloudformation.deployStack(sandbox, {
    accountId: securityAccountId,
    region: REGION,
    stackName: 'trailwarden',
    template,
    artifacts: folder,
    parameters: {
      OrganizationId: organization.id,
      OrganizationalUnitIds: 'r-ab12',
      GovernedRegions: REGION,
      MemberStackSet: 'no',
      BucketGuard: 'all',
      // Twelve seconds of this world: sessions do not outlive much more.
      BucketAnswerMinutes: '2',
      ...parameters,
    },
  });
  await hooks.cloudformation.deployStack(sandbox, {
    accountId: member,
    region: REGION,
    stackName: 'trailwarden-buckets',
    template: readFileSync(join(ROOT, 'services/member/buckets.yml'), 'utf8'),
    parameters: {
      OrganizationId: organization.id,
      SecurityAccountId: securityAccountId,
      // No bus: what the responder does at once is no part of these stories.
      CentralBusArn: `arn:aws:events:${REGION}:${securityAccountId}:event-bus/none`,
      HomeRegion: REGION,
    },
  });
  // A retry of a minute is six seconds; deadlines are reached by moving the clock on.
  world.clock.setSpeed(10);
  const at = (accountId: string) => ({
    endpoint: sandbox.endpoint,
    region: REGION,
    credentials: sandbox.credentials(accountId),
  });
  const table = openTable(String(outputs.TableName), at(securityAccountId));
  const keeper = await becomeKeeper(at(securityAccountId));
  const seal = openKmsSeal(SEAL_ALIASES, keeper.connection);
  for (const accountId of world.organization.accounts.keys()) {
    const place = { accountId, region: REGION };
    await update(table, { key: coverageKey(place), set: { kind: 'coverage', place } });
  }
  const s3 = new S3Client({ ...at(member), forcePathStyle: true, maxAttempts: 1 });
  const sfn = new SFNClient({ ...at(securityAccountId), maxAttempts: 1 });
  const arn = (what: string) => `arn:aws:${what}:trailwarden-bucket-policy`;
  const machineArn = arn(`states:${REGION}:${securityAccountId}:stateMachine`);
  const runArn = (name: string) => `${machineArn.replace(':stateMachine:', ':execution:')}:${name}`;
  let made = 0;

  const read = async (id: string): Promise<Incident> => {
    const incident = await getIncident(table, id);
    if (!incident) throw new Error(`There is no incident ${id}.`);
    return incident;
  };
  const seen = (what: string, isSo: () => Promise<boolean>) =>
    until(isSo, { what, withinMs: 60_000, everyMs: 50 });

  const change: MachineUnderTest['change'] = async (Bucket, make) => {
    const Policy = make(Bucket, member);
    if (Policy === undefined) await s3.send(new DeleteBucketPolicyCommand({ Bucket }));
    else await s3.send(new PutBucketPolicyCommand({ Bucket, Policy }));
  };
  const policyOf: MachineUnderTest['policyOf'] = (Bucket) =>
    s3.send(new GetBucketPolicyCommand({ Bucket })).then(
      ({ Policy }) => parsed(Policy),
      (error: Error) => {
        if (error.name === 'NoSuchBucketPolicy') return undefined;
        throw error;
      },
    );

  const parsed = (policy: string | undefined): unknown =>
    policy === undefined ? undefined : JSON.parse(policy);

  return {
    made: (make, name) => parsed(make(name, member)),
    ...{ sandbox, organization, table, sfn, machineArn, member, s3, read, change, policyOf },
    functionArn: arn(`lambda:${REGION}:${securityAccountId}:function`),
    bucket: async (make, { hasBaseline = true, parts = {} } = {}) => {
      made += 1;
      const name = `shop-${made}`;
      await s3.send(new CreateBucketCommand({ Bucket: name }));
      await s3.send(new DeletePublicAccessBlockCommand({ Bucket: name }));
      const policy = make(name, member);
      if (policy !== undefined) await change(name, make);
      if (hasBaseline) {
        const id = `arn:aws:s3:::${name}`;
        const baseline = {
          subject: { kind: 'bucket', accountId: member, region: REGION, id },
          state: { name, isOurs: true, isGuarded: true, policy: policy ?? '', ...parts },
          ...{ version: 1, capturedAt: '2026-11-20T00:00:00.000Z', capturedBy: 'a test', why: '-' },
        } as unknown as Baseline;
        await update(table, {
          key: { pk: accountKey(member), sk: baselineKey(`bucket#${id}`) },
          set: baselineRow(await sealBaseline(seal, baseline)),
        });
      }
      return name;
    },
    incident: async (name, more = {}) => {
      const subjectId = `arn:aws:s3:::${name}`;
      const id = `inc-${name}`;
      const { evidence: _, restoredAt: __, techniques: ___, actors: ____, ...known } = anIncident();
      const subjectKey = `bucket#${subjectId}`;
      await update(table, {
        key: incidentKey(id),
        set: {
          ...known,
          ...{ id, subjectId, subjectKey, accountId: member, region: REGION },
          ...{ timeline: [], windows: [], revision: 1, news: 'yes', organization: ORGANIZATION },
          ...{ openedKey: openedKey(known.openedAt, id), lastBlowAt: known.openedAt },
          techniques: new Set(['publish-bucket']),
          ...more,
        },
      });
      return id;
    },
    pass: () => world.clock.advance(125_000),
    answer: async (id, as) => {
      const by = `arn:aws:iam::${member}:user/ann`;
      await acknowledge(table, id, { as, by, at: new Date().toISOString() });
    },
    asked: async (id) => {
      await seen(
        `${id} asks`,
        async () => (await read(id)).ask?.ended === undefined && (await read(id)).ask !== undefined,
      );
      return read(id);
    },
    again: async (id, name) => {
      const input = JSON.stringify({ incidentId: id });
      await sfn.send(new StartExecutionCommand({ stateMachineArn: machineArn, name, input }));
    },
    ended: async (id, name = id) => {
      const executionArn = runArn(name);
      const started = async () => {
        const { executions = [] } = await sfn.send(
          new ListExecutionsCommand({ stateMachineArn: machineArn }),
        );
        return executions.some((one) => one.name === name && one.status !== 'RUNNING');
      };
      await seen(`the run ${name} has ended`, started).catch(async (error: Error) => {
        const known = JSON.stringify(await statesOf(sfn, executionArn).catch(() => 'no run'));
        throw new Error(`${error.message} It went through ${known}`);
      });
      const { status } = await sfn.send(new DescribeExecutionCommand({ executionArn }));
      return { status: String(status), states: await statesOf(sfn, executionArn) };
    },
    close: () => sandbox.close(),
  };
}

export async function statesOf(sfn: SFNClient, executionArn: string): Promise<readonly string[]> {
  const { events = [] } = await sfn.send(
    new GetExecutionHistoryCommand({ executionArn, maxResults: 1_000 }),
  );
  return events.flatMap(({ stateEnteredEventDetails }) => stateEnteredEventDetails?.name ?? []);
}
