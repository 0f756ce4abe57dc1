import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { optionalText, textReader } from '../../core/input';
import { actionsOn } from '../../core/make-action';
import { type Action, type Call, NotEmulated, type Output } from '../../core/service';
import { checkPassRole } from '../../iam/require-permission';
import { assign } from '../assign';
import { changeCode, changeSettings } from '../change-function';
import { deleteFunction } from '../create-function';
import {
  changedFunction,
  functionArn,
  functionOfCall,
  functionPolicy,
  lambdaRecord,
} from '../function-of-call';
import { permissionStatement } from '../permission-statement';
import { refuse } from '../refusals';
import { checkRole } from '../role-of-function';
import type { FunctionSettings, LambdaFunction } from '../state';
import { unpackCode } from '../unpack-code';

const functionParts = { resource: functionArn, resourcePolicy: functionPolicy };

const qualified = { Qualifier: 'Qualifier' };

const changeParts = { ...functionParts, record: lambdaRecord };

const readFunction = actionsOn(functionParts, functionOfCall);

/** Of calls that know no RevisionId. */
const changeAny = actionsOn(changeParts, functionOfCall);

const changeFunction = actionsOn(changeParts, changedFunction);

const concurrencyPath = '/2017-10-31/functions/{FunctionName}/concurrency';

/** Without the address the code could be fetched from. */
export const getFunction = readFunction(
  {
    eventName: 'GetFunction20150331v2',
    rest: { method: 'GET', path: '/2015-03-31/functions/{FunctionName}', query: qualified },
  },
  (found) => ({
    Configuration: functionOutput(found),
    Code: { RepositoryType: 'S3' },
    ...(Object.keys(found.tags).length > 0 && { Tags: found.tags }),
    ...(found.reservedConcurrency !== undefined && { Concurrency: concurrencyOutput(found) }),
  }),
);

export const getFunctionConfiguration = readFunction(
  {
    eventName: 'GetFunctionConfiguration20150331v2',
    rest: {
      method: 'GET',
      path: '/2015-03-31/functions/{FunctionName}/configuration',
      query: qualified,
    },
  },
  functionOutput,
);

export const updateFunctionCode: Action = {
  eventName: 'UpdateFunctionCode20150331v2',
  rest: { method: 'PUT', path: '/2015-03-31/functions/{FunctionName}/code' },
  ...changeParts,
  handle: async (call, world) => {
    const changed = changedFunction(call, world);
    const code = await unpackCode(await zipOf(call, changed));
    if (call.input.DryRun !== true) changeCode(world, changed, code);
    return functionOutput(changed);
  },
};

/** S3 holds no packages here: a key's last part is looked up where the function's stack had its zips. */
async function zipOf({ input }: Call, { artifacts }: LambdaFunction): Promise<Uint8Array> {
  const { ZipFile, S3Key } = input;
  if (typeof ZipFile === 'string') return Buffer.from(ZipFile, 'base64');
  if (typeof S3Key !== 'string')
    throw refuse.invalidParameter('Please provide a source for function code.');
  try {
    return await readFile(join(artifacts, basename(S3Key)));
  } catch (cause) {
    const refusal = refuse.invalidParameter(
      'Error occurred while GetObject. S3 Error Code: NoSuchKey. S3 Error Message: The specified key does not exist.',
    );
    refusal.cause = cause;
    throw refusal;
  }
}

/** What is left out stays as it is. */
export const updateFunctionConfiguration: Action = {
  eventName: 'UpdateFunctionConfiguration20150331v2',
  rest: { method: 'PUT', path: '/2015-03-31/functions/{FunctionName}/configuration' },
  ...changeParts,
  handle: (call, world) => {
    const changed = changedFunction(call, world);
    const settings = settingsInput(call);
    if (settings.roleArn !== undefined && settings.roleArn !== changed.settings.roleArn) {
      checkPassRole(world, call, {
        roleArn: settings.roleArn,
        toService: 'lambda.amazonaws.com',
      });
      checkRole(world, settings.roleArn);
    }
    changeSettings(world, changed, settings);
    return functionOutput(changed);
  },
};

/** Member of the request → setting. */
const members: Readonly<Record<string, keyof FunctionSettings>> = {
  Description: 'description',
  Handler: 'handler',
  MemorySize: 'memoryMegabytes',
  Role: 'roleArn',
  Runtime: 'runtime',
  Timeout: 'timeoutSeconds',
  Layers: 'layers',
};

function settingsInput({ input }: Call): Partial<FunctionSettings> {
  const settings: Record<string, unknown> = {};
  for (const [member, value] of Object.entries(input)) {
    const setting = members[member];
    if (setting !== undefined) settings[setting] = value;
    else if (member === 'Environment') settings.variables = variablesOf(value);
    else if (member !== 'FunctionName' && member !== 'RevisionId') {
      throw new NotEmulated(
        `sandbox: ${member} of UpdateFunctionConfiguration is not emulated; add it in services/sandbox/lambda/actions/functions.ts`,
      );
    }
  }
  return settings;
}

function variablesOf(environment: unknown): unknown {
  const { Variables = {} } = environment as { readonly Variables?: unknown };
  return Variables;
}

/** Its event source mappings stay, and poll no more. */
export const deleteFunctionAction = changeAny(
  {
    eventName: 'DeleteFunction20150331',
    rest: {
      method: 'DELETE',
      path: '/2015-03-31/functions/{FunctionName}',
      answer: { status: 204 },
    },
  },
  async ({ arn }, _call, world) => {
    await deleteFunction(world, arn);
  },
);

/** 0 refuses every invocation from now on; what runs already finishes. */
export const putFunctionConcurrency: Action = {
  eventName: 'PutFunctionConcurrency20171031',
  rest: { method: 'PUT', path: concurrencyPath },
  ...changeParts,
  handle: (call, world) => {
    const { ReservedConcurrentExecutions: reserved } = call.input;
    if (typeof reserved !== 'number' || reserved < 0) {
      throw refuse.invalidParameter(
        'ReservedConcurrentExecutions must be greater than or equal to 0.',
      );
    }
    const changed = functionOfCall(call, world);
    changed.reservedConcurrency = reserved;
    assign(world, changed);
    return { ReservedConcurrentExecutions: reserved };
  },
};

export const getFunctionConcurrency = readFunction(
  {
    eventName: 'GetFunctionConcurrency20190930',
    rest: { method: 'GET', path: '/2019-09-30/functions/{FunctionName}/concurrency' },
  },
  concurrencyOutput,
);

function concurrencyOutput({ reservedConcurrency }: LambdaFunction): Output {
  return { ReservedConcurrentExecutions: reservedConcurrency };
}

export const deleteFunctionConcurrency = changeAny(
  {
    eventName: 'DeleteFunctionConcurrency20171031',
    rest: { method: 'DELETE', path: concurrencyPath, answer: { status: 204 } },
  },
  (changed, _call, world) => {
    changed.reservedConcurrency = undefined;
    assign(world, changed);
  },
);

export const addPermission: Action = {
  eventName: 'AddPermission20150331v2',
  rest: {
    method: 'POST',
    path: '/2015-03-31/functions/{FunctionName}/policy',
    query: qualified,
    answer: { status: 201 },
  },
  ...changeParts,
  handle: (call, world) => {
    const changed = changedFunction(call, world);
    const statementId = requiredText(call.input, 'StatementId');
    if (changed.permissions.has(statementId)) {
      throw refuse.conflict(
        `The statement id (${statementId}) provided already exists. Please provide a new statement id, or remove the existing statement.`,
      );
    }
    const statement = permissionStatement({
      statementId,
      action: requiredText(call.input, 'Action'),
      principal: requiredText(call.input, 'Principal'),
      functionArn: changed.arn,
      sourceArn: optionalText(call.input, 'SourceArn'),
      sourceAccount: optionalText(call.input, 'SourceAccount'),
      organizationId: optionalText(call.input, 'PrincipalOrgID'),
    });
    changed.permissions.set(statementId, statement);
    changed.revisionId = randomUUID();
    return { Statement: JSON.stringify(statement) };
  },
};

const requiredText = textReader((member) => refuse.invalidParameter(`${member} must not be null.`));

export const getPolicy = readFunction(
  {
    eventName: 'GetPolicy20150331v2',
    rest: { method: 'GET', path: '/2015-03-31/functions/{FunctionName}/policy', query: qualified },
  },
  ({ permissions, revisionId }) => {
    if (permissions.size === 0) throw refuse.notFound('The resource you requested does not exist.');
    const Statement = [...permissions.values()];
    const Policy = JSON.stringify({ Version: '2012-10-17', Id: 'default', Statement });
    return { Policy, RevisionId: revisionId };
  },
);

export const removePermission = changeFunction(
  {
    eventName: 'RemovePermission20150331v2',
    rest: {
      method: 'DELETE',
      path: '/2015-03-31/functions/{FunctionName}/policy/{StatementId}',
      query: { ...qualified, RevisionId: 'RevisionId' },
      answer: { status: 204 },
    },
  },
  (changed, call) => {
    const id = String(call.input.StatementId);
    if (!changed.permissions.delete(id)) {
      throw refuse.notFound(`Statement ${id} is not found in resource policy.`);
    }
    changed.revisionId = randomUUID();
  },
);

/** The configuration of the unpublished version, as most calls answer it. */
function functionOutput(of: LambdaFunction): Output {
  const { settings, code } = of;
  return {
    FunctionName: of.name,
    FunctionArn: of.arn,
    Runtime: settings.runtime,
    Role: settings.roleArn,
    Handler: settings.handler,
    CodeSize: code.size,
    Description: settings.description,
    Timeout: settings.timeoutSeconds,
    MemorySize: settings.memoryMegabytes,
    LastModified: of.lastModified.toISOString().replace('Z', '+0000'),
    CodeSha256: code.sha256,
    Version: '$LATEST',
    Environment: { Variables: settings.variables },
    TracingConfig: { Mode: of.tracingMode },
    RevisionId: of.revisionId,
    ...(settings.layers.length > 0 && { Layers: settings.layers.map((Arn) => ({ Arn })) }),
    State: 'Active',
    LastUpdateStatus: 'Successful',
    PackageType: 'Zip',
    Architectures: of.architectures,
    EphemeralStorage: { Size: 512 },
    SnapStart: { ApplyOn: 'None', OptimizationStatus: 'Off' },
    LoggingConfig: { LogFormat: 'Text', LogGroup: `/aws/lambda/${of.name}` },
  };
}
