import { createLocalOrganization, type Sandbox, startSandbox } from '../../../../services/sandbox';
import type { Connection } from '../../../../shared/aws/connection';
import { observeLogBucket } from '../../../../shared/aws/dependencies/observe-log-bucket';
import {
  type ServiceClients,
  serviceClients,
} from '../../../../shared/aws/dependencies/service-clients';
import { takeDependencyStep } from '../../../../shared/aws/dependencies/take-dependency-step';
import type { LogBucketState } from '../../../../shared/domain/log-bucket';
import type { Observation } from '../../../../shared/domain/observation';
import { allParts } from '../../../../shared/domain/parts';
import type { DependencyStep, Step } from '../../../../shared/domain/step';
import type { Parts, Subject } from '../../../../shared/domain/subject';
import { recreateBucket } from '../../../../shared/restore/runbooks/log-bucket/recreate-bucket';
import { aFinding } from '../../../builders/a-finding';
import { at } from '../../../builders/at';
import {
  aLogBucket,
  aLogBucketBaseline,
  deliveryPolicy,
} from '../../../builders/log-bucket/a-log-bucket';

export const archive = '333344445555';
export const stranger = '444455556666';

export interface Buckets {
  readonly connection: (accountId: string, region?: string) => Connection;
  readonly clients: (accountId: string, region?: string) => ServiceClients;
  /** The parts that the guard reads. All by default. */
  readonly look: (
    subject: Subject<'log-bucket'>,
    parts?: Parts,
  ) => Promise<Observation<'log-bucket'>>;
  /** Takes each; throws at the first that AWS does not take. */
  readonly take: (steps: readonly Step[]) => Promise<void>;
  /** A bucket of the archive with this state and a policy of its own, made by the steps of its runbook. */
  readonly make: (name: string, state: LogBucketState) => Promise<Subject<'log-bucket'>>;
  /** Returns the function that ends it. */
  readonly refuse: Sandbox['faults']['add'];
  readonly close: () => Promise<void>;
}

/** The sandbox's organization as its administrators see it. */
export async function openBuckets(): Promise<Buckets> {
  const sandbox = await startSandbox();
  createLocalOrganization(sandbox, { accounts: 1 });
  const connection = (accountId: string, region = 'us-east-1'): Connection => ({
    endpoint: sandbox.endpoint,
    region,
    credentials: sandbox.credentials(accountId),
  });
  const kept = new Map<string, ServiceClients>();
  const clients = (accountId: string, region = 'us-east-1') => {
    const key = `${accountId}/${region}`;
    const those = kept.get(key) ?? serviceClients(connection(accountId, region));
    kept.set(key, those);
    return those;
  };
  const take = async (steps: readonly Step[]) => {
    for (const step of steps) {
      const { obstacle } = await takeDependencyStep(
        step as DependencyStep,
        clients(step.accountId, step.region),
      );
      if (obstacle) throw new Error(`${obstacle.call}: ${obstacle.code}`);
    }
  };
  return {
    connection,
    clients,
    look: (subject, parts = allParts('log-bucket')) =>
      observeLogBucket(
        subject,
        parts,
        clients(subject.accountId, subject.region),
        () => new Date(at(60)),
      ),
    take,
    make: async (name, state) => {
      const subject = archived(name);
      const own = { ...state, name, policy: deliveryPolicy(name) };
      const baseline = { ...aLogBucketBaseline(own), subject };
      await take(recreateBucket.steps([aFinding('delete-bucket')], baseline));
      return subject;
    },
    refuse: sandbox.faults.add,
    close: () => sandbox.close(),
  };
}

export const archived = (name: string, region = 'us-east-1'): Subject<'log-bucket'> =>
  aLogBucket({ accountId: archive, region, id: `arn:aws:s3:::${name}` });
