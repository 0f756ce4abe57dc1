import { randomUUID } from 'node:crypto';
import type { Connection } from '../../../shared/aws/connection';
import { openChecks } from '../../../shared/aws/coverage/send-checks';
import { newestIncidents, type Question } from '../../../shared/aws/incidents/find-incidents';
import type { Check } from '../../../shared/aws/queue';
import { openTable, type Table } from '../../../shared/aws/table/table';
import type { BucketGuard } from '../../../shared/domain/bucket';
import { given } from '../../../shared/domain/given';
import { inGroupsOf } from '../../../shared/domain/in-groups-of';
import { kept } from '../../../shared/domain/kept';
import type { SubjectKind } from '../../../shared/domain/subject';
import {
  createLocalOrganization,
  hooks,
  type LocalOrganization,
  type Queue,
  type Sandbox,
  startSandbox,
} from '../../sandbox';
import { print } from '../terminal/print';
import { UserError } from '../terminal/user-error';
import { type Deployment, deploy, type UndoWanted } from './deploy';
import { isCheckout, packageService } from './package-service';
import { until } from './until';

export interface LocalOptions {
  readonly accounts: number;
  /** How many of each resource that an organization has once: for drills that follow each other closely. */
  readonly copies?: number;
  readonly port?: number;
  readonly latencyMs?: number;
  readonly quotas?: boolean;
  readonly regions?: readonly string[];
  /** Default true. Without it EventBridge hears of an account through its own trail alone. */
  readonly hasOrganizationTrail?: boolean;
  /** How often everything is looked at; default: as deployed, hourly. */
  readonly sweepEvery?: string;
  /** Trails write log files and digests into their buckets, and lifecycle rules let them expire. */
  readonly logFiles?: boolean;
  /** Sweeps, reminders and retries come by the world's clock; absent: only when they are asked for. */
  readonly schedules?: boolean;
  /** How long EventBridge hears nothing through a trail that was just started; default as AWS was seen to be, 180 s. */
  readonly deafForMs?: number;
  /** For how long a new role is denied to every caller; default 0. */
  readonly rolesSettleMs?: number;
  /** Seconds of the world in one of a person's; default 1. */
  readonly speed?: number;
  /** Batches the responder works on at a time, as an event source mapping limits them. */
  readonly concurrentBatches?: number;
  /** The kinds of the first look; absent means all. */
  readonly kinds?: readonly SubjectKind[];
  /** Members have a bucket without logs each, and this parameter; absent: none, as by default. */
  readonly bucketGuard?: Exclude<BucketGuard, 'none'>;
  /** How long people have to answer a playbook; absent: as by default, hours. */
  readonly answerMinutes?: number;
  /** Machines may be contained, and the last member keeps their evidence; absent: as by default, not. */
  readonly containment?: boolean;
  /** Logins on machines are heard of, and answered by the playbook; absent: as by default, not. */
  readonly loginGuard?: boolean;
  /** More parameters of the central stack; absent: as by default. */
  readonly parameters?: Readonly<Record<string, string>>;
  /** Reported rows that are undone; absent: none, as by default. */
  readonly undo?: UndoWanted;
  readonly onProgress?: (what: string) => void;
}

/** The sandbox organization with Trailwarden deployed into it from the packaged templates. */
export interface Local {
  readonly sandbox: Sandbox;
  readonly organization: LocalOrganization;
  readonly deployment: Deployment;
  readonly tableName: string;
  /** Keys of an account's administrator, as a connection in the home Region. */
  readonly administrator: (accountId: string) => Connection;
  readonly close: () => Promise<void>;
}

/** For so long EventBridge was told of nothing after a start, as recorded on AWS (aws-facts, section 11). */
export const DEAF_AS_AWS_MS = 180_000;

/** As long as was recorded on AWS: in demo, drills and `npm start`. */
export const delaysAsAws = { deafForMs: DEAF_AS_AWS_MS, rolesSettleMs: 10_000 } as const;

/** Which of AWS's delays are switched on in this world. */
export const delaysOf = ({ cloudtrail, iam }: Local['sandbox']['world']) => ({
  deafForMs: cloudtrail.deafForMilliseconds,
  rolesSettleMs: iam.rolesSettleMilliseconds,
});

/** The same, in sentences. */
export const describeDelays = ({
  deafForMs,
  rolesSettleMs,
}: ReturnType<typeof delaysOf>): readonly string[] => [
  `EventBridge hears no event of a trail for ${deafForMs / 1_000} s after a start`,
  `a role that was just made is denied for ${rolesSettleMs / 1_000} s`,
];

export async function startLocal(options: LocalOptions): Promise<Local> {
  const { accounts, port, quotas, regions, onProgress = () => undefined } = options;
  if (!isCheckout())
    throw new UserError(
      'This runs in a sandbox organization, which only a checkout of the sources has; the installed command line is for AWS.',
    );
  onProgress(`starting an organization of ${accounts + 3} accounts`);
  const sandbox = await startSandbox({
    ...(port !== undefined && { port }),
    ...(quotas !== undefined && { quotas }),
    ...(regions && { regions }),
  }).catch((error: Error) => {
    throw new UserError(error.message);
  });
  try {
    onProgress('packaging the service with the Serverless Framework');
    const packaged = await packageService();
    hooks.lambda.state(sandbox.world).concurrentBatches = options.concurrentBatches ?? 5;
    const organization = createLocalOrganization(sandbox, {
      accounts,
      ...(options.copies && { copies: options.copies }),
      hasOrganizationTrail: options.hasOrganizationTrail ?? true,
    });
    onProgress('deploying the central stack, the StackSet and the management account’s stack');
    const deployment = await deploy({
      ...{ sandbox, organization, packaged },
      ...given({
        undo: options.undo,
        sweepEvery: options.sweepEvery,
        bucketGuard: options.bucketGuard,
        answerMinutes: options.answerMinutes,
        containment: options.containment,
        loginGuard: options.loginGuard,
        parameters: options.parameters,
      }),
    });
    const local: Local = {
      sandbox,
      organization,
      deployment,
      tableName: deployment.outputs.TableName ?? 'trailwarden',
      administrator: (accountId) => ({
        endpoint: sandbox.endpoint,
        region: organization.homeRegion,
        credentials: sandbox.credentials(accountId),
        // Attackers and watchers here wait for a busy machine; the warden keeps its time-outs.
        requestTimeoutMs: 60_000,
      }),
      close: () => sandbox.close(),
    };
    onProgress('looking at every account once: what logs now becomes the baseline');
    await captureBaselines(local, options.kinds);
    // Only now, because on a fast clock the first look at everything would outlast the messages in queues.
    if (options.speed) sandbox.world.clock.setSpeed(options.speed);
    if (options.schedules) hooks.onClose(sandbox.world, hooks.lambda.keepSchedules(sandbox.world));
    if (options.logFiles) {
      hooks.cloudtrail.keepLogFiles(sandbox.world);
      hooks.s3.keepLifecycles(sandbox.world);
    }
    sandbox.settings.latencyMs = options.latencyMs ?? 0;
    sandbox.world.cloudtrail.deafForMilliseconds = options.deafForMs ?? DEAF_AS_AWS_MS;
    sandbox.world.iam.rolesSettleMilliseconds = options.rolesSettleMs ?? 0;
    return local;
  } catch (error) {
    await sandbox.close();
    throw error;
  }
}

/** Such an organization for as long as something is done in it. */
export async function inLocal<T>(options: LocalOptions, act: (local: Local) => Promise<T>) {
  const local = await startLocal(options);
  try {
    return await act(local);
  } finally {
    await local.close();
  }
}

/** The table of the warden, as the administrator of its account; one client for each organization. */
export const tableOf = (local: Local): Table =>
  kept(tables, local, () =>
    openTable(local.tableName, local.administrator(local.organization.securityAccountId)),
  );

const tables = new WeakMap<Local, Table>();

export const signalsArn = ({ organization, sandbox: { world } }: Local): string =>
  `arn:${world.partition}:sqs:${organization.homeRegion}:${organization.securityAccountId}:trailwarden-signals`;

/** Both queues from which the responder works: of signals, and of refused calls unless it is deleted just now. */
export function queuesOf(local: Local): readonly Queue[] {
  const { queues } = local.sandbox.world.sqs;
  const arn = signalsArn(local);
  const signals = queues.get(arn);
  if (!signals) throw new Error(`There is no queue ${arn}.`);
  return [signals, queues.get(arn.replace(/signals$/, 'attempts')) ?? []].flat();
}

export function signalsUrl({ deployment }: Local): string {
  const { SignalsUrl } = deployment.outputs;
  if (!SignalsUrl) throw new Error('The central stack has no output SignalsUrl.');
  return SignalsUrl;
}

/** From now on every function, or each of the named ones, starts in an environment that remembers nothing. */
export function startCold({ sandbox: { world } }: Local, named = ''): void {
  for (const [arn, each] of hooks.lambda.state(world).functions) {
    if (arn.endsWith(named)) hooks.lambda.retireEnvironments(world, each);
  }
}

/** An environment that worked a record drops its copies. */
export const RESPONDER = ':function:trailwarden-responder';

/** The incidents that a question finds, newest first, as they are now. */
export const incidentsIn = (local: Local, question: Question) =>
  newestIncidents(tableOf(local), question);

/** A drill's progress, a line each; nothing for programs. */
export const progressOf = (json: boolean | undefined): ((what: string) => void) =>
  json ? () => undefined : (what) => print(`… ${what}`);

export const accountsOf = ({ organization }: Local): readonly string[] => [
  organization.managementAccountId,
  organization.securityAccountId,
  organization.logArchiveAccountId,
  ...organization.memberAccountIds,
];

/**
 * Waits until nothing is queued and no function runs, so that the next measurement measures only itself. Rejects
 * when no function did anything for so long and the queue is not empty; a slow machine may take longer.
 */
export async function settled(local: Local, withinMs = 60_000): Promise<void> {
  const { world } = local.sandbox;
  const queues = queuesOf(local);
  const sum = (of: (queue: Queue) => number): number => queues.map(of).reduce((a, b) => a + b, 0);
  let quietSince = performance.now();
  let done = 0;
  const unwatch = world.feed.watch(({ kind }) => {
    if (kind === 'invocation') done += 1;
  });
  const what = () =>
    `${accountsOf(local).length} accounts are quiet: ${sum(({ visible }) => visible.size)} messages wait, ${sum(({ hidden }) => hidden.size)} are at work or come later`;
  await until(
    async () => {
      if (sum(({ visible }) => visible.size) + sum(hooks.sqs.inFlight) > 0)
        quietSince = performance.now();
      return performance.now() - quietSince > 150;
    },
    { what, withinMs, progress: () => done },
  ).finally(unwatch);
}

/**
 * Does the work of the first sweep: asks for a look at every account and Region, and waits for all of them. A few at
 * a time: on a busy machine many looks side by side need longer than Lambda gives them, and their messages stay
 * hidden for minutes then.
 */
async function captureBaselines(local: Local, kinds: LocalOptions['kinds']): Promise<void> {
  const accounts = accountsOf(local);
  for (const region of local.sandbox.world.regions) {
    for (const some of inGroupsOf(FIRST_LOOKS, accounts)) {
      await sendChecks(local, some, { region, ...(kinds && { kinds }) });
      await settled(local, HIDDEN_MS + 60_000);
    }
  }
}

const FIRST_LOOKS = 20;
/** For how long a message of a function that was ended is hidden (services/central/signals.yml). */
const HIDDEN_MS = 180_000;

export async function sendChecks(
  local: Local,
  accountIds: readonly string[],
  of: Partial<Pick<Check, 'region' | 'kinds'>> = {},
): Promise<void> {
  const { securityAccountId, homeRegion } = local.organization;
  const ask = openChecks(signalsUrl(local), local.administrator(securityAccountId));
  const check = { region: homeRegion, by: 'local organization', ...of };
  for (const some of inGroupsOf(10, accountIds)) {
    await ask(some.map((accountId) => ({ id: randomUUID(), accountId, ...check })));
  }
}
