import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { partitionOf } from '../../core/partition';
import { NotEmulated } from '../../core/service';
import { streams } from '../../dynamodb/streams/stream';
import { changeCode, changeSettings } from '../../lambda/change-function';
import {
  createEventSourceMapping,
  type MappingDraft,
} from '../../lambda/create-event-source-mapping';
import { createFunction, deleteFunction } from '../../lambda/create-function';
import { zipOfInlineCode } from '../../lambda/inline-code';
import { findFunction } from '../../lambda/invoke';
import { permissionStatement } from '../../lambda/permission-statement';
import { type FunctionSettings, lambdaOf } from '../../lambda/state';
import {
  readFilters,
  readStreamSettings,
  streamDefaults,
  streamMembers,
} from '../../lambda/streams/read-stream-settings';
import { unpackCode } from '../../lambda/unpack-code';
import { type Creation, physicalName, type ResourceType } from '../resource-type';
import {
  object,
  optionalNumber,
  optionalText,
  requiredText,
  tagsOf,
  texts,
  type Values,
} from '../template';

/** Architecture, tracing, memory and logging are taken and have no effect. */
export const lambdaFunction: ResourceType = {
  type: 'AWS::Lambda::Function',
  properties: [
    'Architectures',
    'Code',
    'DeadLetterConfig',
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
      tags: tagsOf(properties),
      recursiveLoop: optionalText(properties, 'RecursiveLoop') === 'Allow' ? 'Allow' : 'Terminate',
      reservedConcurrency: optionalNumber(properties, 'ReservedConcurrentExecutions'),
      deadLetterArn: optionalText(object(properties, 'DeadLetterConfig'), 'TargetArn'),
      ...(await code(creation)),
    });
    return { physicalId: created.name, attributes: { Arn: created.arn } };
  },
  update: async (update) => {
    const { deployment, physicalId, attributes, properties } = update;
    const { world, accountId, region } = deployment;
    const changed = findFunction(
      world,
      `arn:${partitionOf(region)}:lambda:${region}:${accountId}:function:${physicalId}`,
    );
    if (!isDeepStrictEqual(properties.Code, update.before.Code))
      changeCode(world, changed, await unpackCode((await code(update)).zip));
    changeSettings(world, changed, settings(properties));
    return { physicalId, attributes };
  },
  /** A function that is gone already is no obstacle. */
  remove: async ({ deployment: { world, accountId, region }, physicalId }) => {
    const arn = `arn:${partitionOf(region)}:lambda:${region}:${accountId}:function:${physicalId}`;
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

function nodeRuntime(properties: Values): string {
  const runtime = requiredText(properties, 'Runtime');
  if (runtime.startsWith('nodejs')) return runtime;
  throw new NotEmulated(`sandbox: the runtime ${runtime} is not emulated, only nodejs`);
}

function variables(properties: Values): Readonly<Record<string, string>> {
  const given = object(object(properties, 'Environment'), 'Variables');
  return Object.fromEntries(Object.entries(given).map(([name, value]) => [name, String(value)]));
}

/** What the template has in it, a zip in S3, or one that is looked up where `serverless package` left it. */
async function code({ deployment: { artifacts, world }, logicalId, properties }: Creation) {
  const given = object(properties, 'Code');
  const source = optionalText(given, 'ZipFile');
  if (source !== undefined) return { zip: zipOfInlineCode(source), artifacts: undefined };
  const key = optionalText(given, 'S3Key');
  const bucket = world.s3.buckets.get(optionalText(given, 'S3Bucket') ?? '');
  const stored = artifacts === undefined && bucket?.objects.get(key ?? '')?.at(-1)?.content?.body;
  if (stored) return { zip: stored, artifacts: `s3://${bucket.name}` };
  if (artifacts === undefined || key === undefined) {
    throw new NotEmulated(
      `sandbox: the code of ${logicalId} has to be in the template (ZipFile), or a zip (S3Key) in the artifacts folder given to deployStack`,
    );
  }
  const file = join(artifacts, key.split('/').at(-1) ?? '');
  if (existsSync(file)) return { zip: await readFile(file), artifacts: dirname(file) };
  throw new Error(
    `The code of ${logicalId} is not at ${file}; run \`npx serverless package\` first.`,
  );
}

/** Version 1 of a function is the function itself: code is never replaced under a stack here. */
export const lambdaVersion: ResourceType = {
  type: 'AWS::Lambda::Version',
  properties: ['CodeSha256', 'Description', 'FunctionName'],
  inert: true,
  create: ({ deployment: { accountId, region }, properties }) => {
    const name = requiredText(properties, 'FunctionName').split(':').at(-1);
    const arn = `arn:${partitionOf(region)}:lambda:${region}:${accountId}:function:${name}:1`;
    return { physicalId: arn, attributes: { FunctionArn: arn, Version: '1' } };
  },
};

/** A statement in the function's policy. EventSourceToken is taken and has no effect. */
export const lambdaPermission: ResourceType = {
  type: 'AWS::Lambda::Permission',
  properties: [
    'Action',
    'EventSourceToken',
    'FunctionName',
    'Principal',
    'PrincipalOrgID',
    'SourceAccount',
    'SourceArn',
  ],
  create: (creation) => {
    const { deployment, properties } = creation;
    const statementId = physicalName(creation, 'Id', 100);
    const { arn, permissions } = findFunction(deployment.world, functionArn(creation));
    const statement = permissionStatement({
      statementId,
      action: requiredText(properties, 'Action'),
      principal: requiredText(properties, 'Principal'),
      functionArn: arn,
      sourceArn: optionalText(properties, 'SourceArn'),
      sourceAccount: optionalText(properties, 'SourceAccount'),
      organizationId: optionalText(properties, 'PrincipalOrgID'),
    });
    permissions.set(statementId, statement);
    return { physicalId: statementId, attributes: { Id: statementId } };
  },
  remove: (removal) => {
    const { functions } = lambdaOf(removal.deployment.world);
    functions.get(functionArn(removal))?.permissions.delete(removal.physicalId);
  },
};

function functionArn({ properties, deployment: { accountId, region } }: Creation): string {
  const name = requiredText(properties, 'FunctionName');
  return name.startsWith('arn:')
    ? name
    : `arn:${partitionOf(region)}:lambda:${region}:${accountId}:function:${name}`;
}

const ofBoth = [
  'BatchSize',
  'Enabled',
  'EventSourceArn',
  'FunctionName',
  'FunctionResponseTypes',
  'MaximumBatchingWindowInSeconds',
  'Tags',
];

const ofStreams = ['StartingPosition', ...streamMembers];

/** Queues and streams of tables. */
export const lambdaEventSourceMapping: ResourceType = {
  type: 'AWS::Lambda::EventSourceMapping',
  properties: [...ofBoth, 'ScalingConfig', ...ofStreams],
  create: (creation) => {
    const mapping = createEventSourceMapping(creation.deployment.world, draftOf(creation));
    return { physicalId: mapping.id, attributes: { Id: mapping.id } };
  },
  remove: ({ deployment, physicalId }) => {
    const { mappings } = lambdaOf(deployment.world);
    mappings.get(physicalId)?.stop();
    mappings.delete(physicalId);
  },
};

function draftOf(creation: Creation): MappingDraft {
  const { properties } = creation;
  const sourceArn = requiredText(properties, 'EventSourceArn');
  const types = texts(properties, 'FunctionResponseTypes');
  const isStream = sourceArn.includes(':dynamodb:');
  const common = {
    functionArn: functionArn(creation),
    sourceArn,
    batchSize: optionalNumber(properties, 'BatchSize') ?? (isStream ? 100 : 10),
    batchingWindow: optionalNumber(properties, 'MaximumBatchingWindowInSeconds') ?? 0,
    reportsFailures: types.includes('ReportBatchItemFailures'),
    enabled: optionalText(properties, 'Enabled') !== 'false',
  };
  if (isStream) return { ...common, ...streamOf(creation, sourceArn) };
  const ofStreamsAlone = ofStreams.filter((name) => name !== 'FilterCriteria');
  refuse(creation, ofStreamsAlone, 'a queue');
  const scaling = object(properties, 'ScalingConfig');
  const maximumConcurrency = optionalNumber(scaling, 'MaximumConcurrency');
  return { ...common, kind: 'queue', maximumConcurrency, filters: readFilters(properties, []) };
}

function streamOf(creation: Creation, sourceArn: string) {
  refuse(creation, ['ScalingConfig'], 'a stream');
  const { properties, deployment } = creation;
  const startingPosition = startOf(requiredText(properties, 'StartingPosition'));
  const { records = [], dropped = 0 } = streams(deployment.world).get(sourceArn) ?? {};
  const end = dropped + records.length;
  return {
    kind: 'stream',
    startingPosition,
    position: startingPosition === 'LATEST' ? end : 0,
    ...readStreamSettings(properties, streamDefaults),
  } as const;
}

function startOf(written: string): 'TRIM_HORIZON' | 'LATEST' {
  if (written === 'TRIM_HORIZON' || written === 'LATEST') return written;
  throw mappingNotEmulated(`StartingPosition ${written}`);
}

/** What would change the meaning and has no effect on this kind of source here. */
function refuse({ properties }: Creation, names: readonly string[], source: string): void {
  const unknown = names.find((name) => properties[name] !== undefined);
  if (unknown === undefined) return;
  throw mappingNotEmulated(`${unknown} of AWS::Lambda::EventSourceMapping on ${source}`);
}

const mappingNotEmulated = (what: string): NotEmulated =>
  new NotEmulated(
    `sandbox: ${what} is not emulated; add it in services/sandbox/cloudformation/resources/lambda.ts`,
  );
