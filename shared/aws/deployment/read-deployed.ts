import {
  CloudFormationClient,
  DescribeStackSetCommand,
  DescribeStacksCommand,
  GetTemplateCommand,
  ListStackResourcesCommand,
  type Parameter,
  type Tag,
} from '@aws-sdk/client-cloudformation';
import { type Connection, clientConfig } from '../connection';
import { allPages } from '../dependencies/all-pages';

/** A stack or StackSet as CloudFormation has it; the template is a text. */
export interface ReadStack {
  readonly template: string;
  readonly parameters: Readonly<Record<string, string>>;
  readonly tags: Readonly<Record<string, string>>;
  /** By logical id; none of a StackSet. */
  readonly physicalIds: Readonly<Record<string, string>>;
}

/** Rejects when there is no such stack. */
export async function readStack(connection: Connection, StackName: string): Promise<ReadStack> {
  const client = new CloudFormationClient(clientConfig(connection));
  try {
    const [{ Stacks = [] }, { TemplateBody = '' }, resources] = await Promise.all([
      client.send(new DescribeStacksCommand({ StackName })),
      client.send(new GetTemplateCommand({ StackName, TemplateStage: 'Original' })),
      allPages(async (NextToken) => {
        const page = await client.send(new ListStackResourcesCommand({ StackName, NextToken }));
        return { items: page.StackResourceSummaries, next: page.NextToken };
      }),
    ]);
    const [stack] = Stacks;
    return {
      template: TemplateBody,
      parameters: parametersOf(stack?.Parameters),
      tags: tagsOf(stack?.Tags),
      physicalIds: Object.fromEntries(
        resources.map((one) => [one.LogicalResourceId ?? '', one.PhysicalResourceId ?? '']),
      ),
    };
  } finally {
    client.destroy();
  }
}

/** As its delegated administrator sees it. Rejects when there is no such StackSet. */
export async function readStackSet(
  connection: Connection,
  StackSetName: string,
): Promise<ReadStack> {
  const client = new CloudFormationClient(clientConfig(connection));
  try {
    const asked = { StackSetName, CallAs: 'DELEGATED_ADMIN' } as const;
    const { StackSet } = await client.send(new DescribeStackSetCommand(asked));
    return {
      template: StackSet?.TemplateBody ?? '',
      parameters: parametersOf(StackSet?.Parameters),
      tags: tagsOf(StackSet?.Tags),
      physicalIds: {},
    };
  } finally {
    client.destroy();
  }
}

const parametersOf = (list: readonly Parameter[] = []): Readonly<Record<string, string>> =>
  Object.fromEntries(list.map((one) => [one.ParameterKey ?? '', one.ParameterValue ?? '']));

const tagsOf = (list: readonly Tag[] = []) =>
  Object.fromEntries(list.map(({ Key = '', Value = '' }) => [Key, Value]));
