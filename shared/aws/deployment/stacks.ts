import { setTimeout as pause } from 'node:timers/promises';
import {
  CloudFormationClient,
  CreateChangeSetCommand,
  CreateStackCommand,
  DeleteStackCommand,
  DescribeChangeSetCommand,
  DescribeStackEventsCommand,
  DescribeStacksCommand,
  ExecuteChangeSetCommand,
  ListStackResourcesCommand,
  type Stack as SdkStack,
  UpdateStackCommand,
} from '@aws-sdk/client-cloudformation';
import { type Connection, clientConfig } from '../connection';
import { allPages } from '../dependencies/all-pages';

/** A stack as it is. */
export interface Stack {
  readonly name: string;
  readonly id: string;
  readonly status: string;
  /** Of its last turn, where AWS gives one. */
  readonly why?: string;
  readonly parameters: Readonly<Record<string, string>>;
  readonly outputs: Readonly<Record<string, string>>;
}

/** A stack as it is to be. */
export interface WantedStack {
  readonly name: string;
  /** In S3, or whole. */
  readonly template: { readonly url: string } | { readonly body: string };
  readonly parameters: Readonly<Record<string, string>>;
  readonly tags: Readonly<Record<string, string>>;
}

export interface Stacks {
  /** Nothing when it is not there. Rejects with the SDK's error. */
  readonly find: (name: string) => Promise<Stack | undefined>;
  /**
   * Makes it what it is to be, and waits. `same`: there was nothing to do. One whose creation failed holds nothing, and
   * is deleted first. Rejects with `StackFailed` when CloudFormation took it back.
   */
  readonly put: (wanted: WantedStack, onTurn?: OnTurn) => Promise<'made' | 'changed' | 'same'>;
  /** Makes a stack of what an earlier one left behind, and waits. Nothing of it is changed. */
  readonly adopt: (wanted: WantedStack, left: readonly Adopted[]) => Promise<void>;
  /** Deletes it and waits; what is not there is no error. */
  readonly remove: (name: string, onTurn?: OnTurn) => Promise<void>;
  /** Physical ids by logical id. */
  readonly resources: (name: string) => Promise<Readonly<Record<string, string>>>;
}

/** What is taken into a stack, and by which property CloudFormation knows it. */
export interface Adopted {
  readonly logicalId: string;
  readonly type: string;
  readonly identifier: string;
  readonly physicalId: string;
}

/** Hears of the status while a stack is worked on. */
export type OnTurn = (status: string) => void;

/** CloudFormation gave up; the message says where and why, in its own words. */
export class StackFailed extends Error {
  override readonly name = 'StackFailed';
}

/** `everyMs`: how often a stack that is worked on is asked after. */
export function openStacks(connection: Connection, everyMs = 2_000): Stacks {
  const client = new CloudFormationClient(clientConfig(connection));
  const find = async (StackName: string): Promise<Stack | undefined> => {
    try {
      const { Stacks = [] } = await client.send(new DescribeStacksCommand({ StackName }));
      return Stacks[0] && stackOf(Stacks[0]);
    } catch (error) {
      if (/ does not exist$/.test((error as Error).message)) return undefined;
      throw error;
    }
  };
  const settled = async (name: string, onTurn?: OnTurn): Promise<Stack | undefined> => {
    for (;;) {
      const stack = await find(name);
      onTurn?.(stack?.status ?? 'DELETE_COMPLETE');
      if (!stack || !isWorkedOn(stack)) return stack;
      await pause(everyMs);
    }
  };
  const remove = async (name: string, onTurn?: OnTurn): Promise<void> => {
    await client.send(new DeleteStackCommand({ StackName: name }));
    const left = await settled(name, onTurn);
    if (left && left.status !== 'DELETE_COMPLETE') throw await failed(name, left);
  };
  const failed = async (name: string, { status, why = '' }: Stack): Promise<StackFailed> => {
    const { StackEvents = [] } = await client.send(
      new DescribeStackEventsCommand({ StackName: name }),
    );
    // The first that failed is the cause; the others were cancelled for it.
    const first = StackEvents.findLast(
      ({ ResourceStatus, ResourceStatusReason }) =>
        ResourceStatus?.endsWith('_FAILED') && !/cancelled/i.test(ResourceStatusReason ?? ''),
    );
    const cause = first
      ? `${first.LogicalResourceId} (${first.ResourceType}): ${first.ResourceStatusReason}`
      : why;
    return new StackFailed(`The stack ${name} is ${status}. ${cause}`);
  };
  return {
    find,
    remove,
    put: async (wanted, onTurn) => {
      const input = inputOf(wanted);
      // What another run began is waited for first.
      const before = await settled(wanted.name);
      const isThere = before && !isEmpty(before);
      if (before && !isThere) await remove(wanted.name, onTurn);
      try {
        await client.send(isThere ? new UpdateStackCommand(input) : new CreateStackCommand(input));
      } catch (error) {
        if (/No updates are to be performed/.test((error as Error).message)) return 'same';
        throw error;
      }
      const after = await settled(wanted.name, onTurn);
      if (!after || !/^(CREATE|UPDATE)_COMPLETE$/.test(after.status))
        throw after ? await failed(wanted.name, after) : new StackFailed(`${wanted.name} is gone.`);
      return isThere ? 'changed' : 'made';
    },
    adopt: async (wanted, left) => {
      // An earlier run was interrupted before it executed its change set, or it failed.
      if (await settled(wanted.name)) await remove(wanted.name);
      const { Id: ChangeSetName, StackId = '' } = await client.send(
        new CreateChangeSetCommand({
          ...inputOf(wanted),
          ChangeSetName: 'trailwarden-takes-up',
          ChangeSetType: 'IMPORT',
          ResourcesToImport: left.map(({ logicalId, type, identifier, physicalId }) => ({
            LogicalResourceId: logicalId,
            ResourceType: type,
            ResourceIdentifier: { [identifier]: physicalId },
          })),
        }),
      );
      for (;;) {
        const { Status, StatusReason } = await client.send(
          new DescribeChangeSetCommand({ ChangeSetName, StackName: StackId }),
        );
        if (Status === 'CREATE_COMPLETE') break;
        if (Status === 'FAILED') throw new StackFailed(`${wanted.name}: ${StatusReason}`);
        await pause(everyMs);
      }
      await client.send(new ExecuteChangeSetCommand({ ChangeSetName, StackName: StackId }));
      const after = await settled(wanted.name);
      if (after?.status !== 'IMPORT_COMPLETE')
        throw after ? await failed(wanted.name, after) : new StackFailed(`${wanted.name} is gone.`);
    },
    resources: async (StackName) => {
      const all = await allPages(async (NextToken) => {
        const page = await client.send(new ListStackResourcesCommand({ StackName, NextToken }));
        return { items: page.StackResourceSummaries, next: page.NextToken };
      });
      return Object.fromEntries(
        all.map(({ LogicalResourceId, PhysicalResourceId }) => [
          LogicalResourceId ?? '',
          PhysicalResourceId ?? '',
        ]),
      );
    },
  };
}

/** Nothing of such a stack is there, and it cannot be updated: its creation failed, or its change set was never executed. */
export const isEmpty = ({ status }: Pick<Stack, 'status'>): boolean =>
  /^(ROLLBACK_COMPLETE|CREATE_FAILED|REVIEW_IN_PROGRESS)$/.test(status);

/** A change set that waits to be executed waits for a person, and not for CloudFormation. */
const isWorkedOn = ({ status }: Stack): boolean =>
  status.endsWith('_IN_PROGRESS') && status !== 'REVIEW_IN_PROGRESS';

const inputOf = ({ name, template, parameters, tags }: WantedStack) => ({
  StackName: name,
  ...('url' in template ? { TemplateURL: template.url } : { TemplateBody: template.body }),
  Parameters: pairs(parameters).map(([ParameterKey, ParameterValue]) => ({
    ParameterKey,
    ParameterValue,
  })),
  Capabilities: ['CAPABILITY_NAMED_IAM' as const],
  Tags: pairs(tags).map(([Key, Value]) => ({ Key, Value })),
});

const pairs = (texts: Readonly<Record<string, string>>) => Object.entries(texts);

function stackOf(stack: SdkStack): Stack {
  const { StackName, StackId, StackStatus, StackStatusReason, Parameters, Outputs } = stack;
  return {
    name: StackName ?? '',
    id: StackId ?? '',
    status: StackStatus ?? '',
    ...(StackStatusReason && { why: StackStatusReason }),
    parameters: Object.fromEntries(
      (Parameters ?? []).map((one) => [one.ParameterKey ?? '', one.ParameterValue ?? '']),
    ),
    outputs: Object.fromEntries(
      (Outputs ?? []).map((one) => [one.OutputKey ?? '', one.OutputValue ?? '']),
    ),
  };
}
