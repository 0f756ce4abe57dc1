import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { NotEmulated } from '../../core/not-emulated';
import { createFunction } from '../../lambda/create-function';
import { deleteFunction } from '../../lambda/delete-function';
import type { FunctionSettings } from '../../lambda/function';
import { lambdaOf } from '../../lambda/state';
import { physicalName } from '../physical-name';
import { object, objects, optionalNumber, optionalText, requiredText, texts } from '../properties';
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
    'RecursiveLoop',
    'ReservedConcurrentExecutions',
    'Role',
    'Runtime',
    'Tags',
    'Timeout',
    'TracingConfig',
  ],
  create: async (creation) => {
    const { deployment, properties } = creation;
    const architectures = texts(properties, 'Architectures');
    const created = await createFunction(deployment.world, {
      accountId: deployment.accountId,
      region: deployment.region,
      name: physicalName(creation, 'FunctionName'),
      settings: settings(properties),
      architectures: architectures.length > 0 ? architectures : ['x86_64'],
      tracingMode: optionalText(object(properties, 'TracingConfig'), 'Mode') ?? 'PassThrough',
      tags: tags(properties),
      recursiveLoop: optionalText(properties, 'RecursiveLoop') === 'Allow' ? 'Allow' : 'Terminate',
      reservedConcurrency: optionalNumber(properties, 'ReservedConcurrentExecutions'),
      zipFile: zipFile(creation),
    });
    return { physicalId: created.name, attributes: { Arn: created.arn } };
  },
  /** A function that is gone already is no obstacle. */
  remove: async ({ deployment: { world, accountId, region }, physicalId }) => {
    const arn = `arn:aws:lambda:${region}:${accountId}:function:${physicalId}`;
    if (lambdaOf(world).functions.has(arn)) await deleteFunction(world, arn);
  },
};

function settings(properties: Values): FunctionSettings {
  return {
    roleArn: requiredText(properties, 'Role'),
    handler: requiredText(properties, 'Handler'),
    runtime: nodeRuntime(properties),
    timeoutSeconds: optionalNumber(properties, 'Timeout') ?? 3,
    memoryMegabytes: optionalNumber(properties, 'MemorySize') ?? 128,
    variables: variables(properties),
    description: optionalText(properties, 'Description') ?? '',
    layers: [],
  };
}

function tags(properties: Values): Readonly<Record<string, string>> {
  return Object.fromEntries(
    objects(properties, 'Tags').map((tag) => [
      requiredText(tag, 'Key'),
      requiredText(tag, 'Value'),
    ]),
  );
}

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
