import { setTimeout as pause } from 'node:timers/promises';
import {
  CloudFormationClient,
  CreateStackInstancesCommand,
  CreateStackSetCommand,
  DeleteStackInstancesCommand,
  DeleteStackSetCommand,
  DescribeStackSetCommand,
  DescribeStackSetOperationCommand,
  ListStackInstancesCommand,
  type StackInstanceSummary,
  UpdateStackSetCommand,
} from '@aws-sdk/client-cloudformation';
import { hasCode } from '../classify';
import { type Connection, clientConfig } from '../connection';
import { allPages } from '../dependencies/all-pages';

/** A StackSet as it is to be, in accounts beneath the given units. */
export interface WantedSet {
  readonly name: string;
  readonly description: string;
  readonly templateUrl: string;
  readonly regions: readonly string[];
  readonly parameters: Readonly<Record<string, string>>;
  readonly tags: Readonly<Record<string, string>>;
}

/** One account and Region of a StackSet. */
export interface Instance {
  readonly accountId: string;
  readonly region: string;
  /** It has what the StackSet says. */
  readonly isCurrent: boolean;
  /** AWS's reason, where it has not. */
  readonly why?: string;
}

export interface StackSets {
  readonly find: (name: string) => Promise<FoundSet | undefined>;
  /** Makes the StackSet, without any instance. */
  readonly create: (wanted: WantedSet) => Promise<void>;
  /** Changes it and every instance, and waits. */
  readonly update: (wanted: WantedSet, onTurn?: OnInstances) => Promise<void>;
  /** Instances that are not there, or that failed, in every account beneath these units; waits. */
  readonly add: (
    wanted: WantedSet,
    units: readonly string[],
    onTurn?: OnInstances,
  ) => Promise<void>;
  readonly instances: (name: string) => Promise<readonly Instance[]>;
  /** Every instance with its stack, then the StackSet; what is not there is no error. */
  readonly remove: (name: string, units: readonly string[], onTurn?: OnInstances) => Promise<void>;
}

export interface FoundSet {
  readonly units: readonly string[];
}

/** Hears while an operation runs how far it is. */
export type OnInstances = (instances: readonly Instance[]) => void;

/** Of a delegated administrator. `everyMs`: how often a running operation is asked after. */
export function openStackSets(connection: Connection, everyMs = 3_000): StackSets {
  const client = new CloudFormationClient(clientConfig(connection));
  const instances = async (StackSetName: string): Promise<readonly Instance[]> => {
    const all = await allPages(async (NextToken) => {
      const page = await client.send(
        new ListStackInstancesCommand({ StackSetName, NextToken, ...AS_DELEGATE }),
      );
      return { items: page.Summaries, next: page.NextToken };
    });
    return all.map(instanceOf);
  };
  const follow = async (
    StackSetName: string,
    { OperationId }: { readonly OperationId?: string | undefined },
    onTurn?: OnInstances,
  ): Promise<void> => {
    for (;;) {
      const { StackSetOperation } = await client.send(
        new DescribeStackSetOperationCommand({ StackSetName, OperationId, ...AS_DELEGATE }),
      );
      if (onTurn) onTurn(await instances(StackSetName));
      if (!/RUNNING|QUEUED|STOPPING/.test(StackSetOperation?.Status ?? '')) return;
      await pause(everyMs);
    }
  };
  /** A StackSet takes one operation at a time: what another run began is waited for. */
  const alone = async <T>(ask: () => Promise<T>): Promise<T> => {
    for (;;) {
      try {
        return await ask();
      } catch (error) {
        if (!hasCode(error, 'OperationInProgressException')) throw error;
        await pause(everyMs);
      }
    }
  };
  return {
    instances,
    find: async (StackSetName) => {
      try {
        const { StackSet } = await client.send(
          new DescribeStackSetCommand({ StackSetName, ...AS_DELEGATE }),
        );
        return { units: StackSet?.OrganizationalUnitIds ?? [] };
      } catch (error) {
        if (hasCode(error, 'StackSetNotFoundException')) return undefined;
        throw error;
      }
    },
    create: async (wanted) => {
      await client.send(
        new CreateStackSetCommand({
          ...inputOf(wanted),
          PermissionModel: 'SERVICE_MANAGED',
          AutoDeployment: AUTO,
          ManagedExecution: { Active: true },
        }),
      );
    },
    update: async (wanted, onTurn) => {
      const asked = await alone(() =>
        client.send(
          new UpdateStackSetCommand({
            ...inputOf(wanted),
            OperationPreferences: preferencesOf(wanted),
          }),
        ),
      );
      await follow(wanted.name, asked, onTurn);
    },
    add: async (wanted, units, onTurn) => {
      const asked = await alone(() =>
        client.send(
          new CreateStackInstancesCommand({
            StackSetName: wanted.name,
            DeploymentTargets: { OrganizationalUnitIds: [...units] },
            Regions: [...wanted.regions],
            OperationPreferences: preferencesOf(wanted),
            ...AS_DELEGATE,
          }),
        ),
      );
      await follow(wanted.name, asked, onTurn);
    },
    remove: async (name, units, onTurn) => {
      const there = await instances(name).catch((error: unknown) => {
        if (hasCode(error, 'StackSetNotFoundException')) return undefined;
        throw error;
      });
      if (!there) return;
      if (there.length > 0) {
        const regions = [...new Set(there.map(({ region }) => region))];
        const asked = await alone(() =>
          client.send(
            new DeleteStackInstancesCommand({
              StackSetName: name,
              DeploymentTargets: { OrganizationalUnitIds: [...units] },
              Regions: regions,
              RetainStacks: false,
              OperationPreferences: { ...ALL_AT_ONCE, RegionOrder: regions.toReversed() },
              ...AS_DELEGATE,
            }),
          ),
        );
        await follow(name, asked, onTurn);
      }
      await alone(() =>
        client.send(new DeleteStackSetCommand({ StackSetName: name, ...AS_DELEGATE })),
      );
    },
  };
}

const AS_DELEGATE = { CallAs: 'DELEGATED_ADMIN' as const };

const AUTO = { Enabled: true, RetainStacksOnAccountRemoval: false };

/** One odd account must not leave the rest unguarded: each is tried, and what failed is told by name. */
const ALL_AT_ONCE = {
  RegionConcurrencyType: 'SEQUENTIAL' as const,
  ConcurrencyMode: 'SOFT_FAILURE_TOLERANCE' as const,
  FailureTolerancePercentage: 100,
  MaxConcurrentPercentage: 100,
};

/** The first Region first, because the guard is made there. */
const preferencesOf = ({ regions }: WantedSet) => ({ ...ALL_AT_ONCE, RegionOrder: [...regions] });

const inputOf = ({ name, description, templateUrl, parameters, tags }: WantedSet) => ({
  StackSetName: name,
  Description: description,
  TemplateURL: templateUrl,
  Parameters: Object.entries(parameters).map(([ParameterKey, ParameterValue]) => ({
    ParameterKey,
    ParameterValue,
  })),
  Tags: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })),
  Capabilities: ['CAPABILITY_NAMED_IAM' as const],
  ...AS_DELEGATE,
});

function instanceOf(summary: StackInstanceSummary): Instance {
  const { Account, Region, Status, StatusReason } = summary;
  const isCurrent = Status === 'CURRENT';
  return {
    accountId: Account ?? '',
    region: Region ?? '',
    isCurrent,
    ...(!isCurrent && { why: StatusReason ?? Status ?? 'AWS gives no reason' }),
  };
}
