import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { NotEmulated } from '../../core/not-emulated';
import { createFunction } from '../../lambda/create-function';
import { deleteFunction } from '../../lambda/delete-function';
import { physicalName } from '../physical-name';
import { object, optionalNumber, optionalText, requiredText } from '../properties';
import type { Creation, ResourceType } from '../resource-type';
import type { Values } from '../template';

/** Architecture, tracing, memory and logging are taken and have no effect. */
export const lambdaFunction: ResourceType = {
  type: 'AWS::Lambda::Function',
  properties: [
    'Architectures',
    'Code',
    'Description',
    'Environment',
    'FunctionName',
    'Handler',
    'KmsKeyArn',
    'LoggingConfig',
    'MemorySize',
    'ReservedConcurrentExecutions',
    'Role',
    'Runtime',
    'Tags',
    'Timeout',
    'TracingConfig',
  ],
  create: async (creation) => {
    const { deployment, properties } = creation;
    const created = await createFunction(deployment.world, {
      accountId: deployment.accountId,
      region: deployment.region,
      name: physicalName(creation, 'FunctionName'),
      roleArn: requiredText(properties, 'Role'),
      handler: requiredText(properties, 'Handler'),
      runtime: nodeRuntime(properties),
      timeoutSeconds: optionalNumber(properties, 'Timeout') ?? 3,
      memoryMegabytes: optionalNumber(properties, 'MemorySize') ?? 128,
      variables: variables(properties),
      reservedConcurrency: optionalNumber(properties, 'ReservedConcurrentExecutions'),
      zipFile: zipFile(creation),
    });
    return { physicalId: created.name, attributes: { Arn: created.arn } };
  },
  remove: ({ deployment: { world, accountId, region }, physicalId }) =>
    deleteFunction(world, `arn:aws:lambda:${region}:${accountId}:function:${physicalId}`),
};

function nodeRuntime(properties: Values): string {
  const runtime = requiredText(properties, 'Runtime');
  if (runtime.startsWith('nodejs')) return runtime;
  throw new NotEmulated(`sandbox: the runtime ${runtime} is not emulated, only nodejs`);
}

function variables(properties: Values): Readonly<Record<string, string>> {
  const given = object(object(properties, 'Environment'), 'Variables');
  return Object.fromEntries(Object.entries(given).map(([name, value]) => [name, String(value)]));
}

/** S3 is not emulated: the zip is looked up where `serverless package` left it. */
function zipFile({ deployment: { artifacts }, logicalId, properties }: Creation): string {
  const key = optionalText(object(properties, 'Code'), 'S3Key');
  if (artifacts === undefined || key === undefined) {
    throw new NotEmulated(
      `sandbox: the code of ${logicalId} has to be a zip (S3Key) in the artifacts folder given to deployStack`,
    );
  }
  const file = join(artifacts, key.split('/').at(-1) ?? '');
  if (existsSync(file)) return file;
  throw new Error(
    `The code of ${logicalId} is not at ${file}; run \`npx serverless package\` first.`,
  );
}
