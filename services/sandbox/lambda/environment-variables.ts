import { Refusal } from '../core/refusal';
import type { World } from '../core/world';
import { findRole } from '../iam/roles';
import { issueSession } from '../sts/issue-session';
import type { LambdaFunction } from './function';
import { lambdaOf } from './state';

/** Lambda's own variables, then the function's; of ours only PATH. [D] configuration-envvars */
export function environmentVariables(
  world: World,
  of: LambdaFunction,
  environmentId: string,
): Readonly<Record<string, string>> {
  const { endpoint } = lambdaOf(world);
  return {
    ...of.settings.variables,
    ...credentials(world, of),
    AWS_DEFAULT_REGION: of.region,
    AWS_ENDPOINT_URL: endpoint,
    AWS_EXECUTION_ENV: `AWS_Lambda_${of.settings.runtime}`,
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(of.settings.memoryMegabytes),
    AWS_LAMBDA_FUNCTION_NAME: of.name,
    AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
    AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand',
    AWS_LAMBDA_LOG_GROUP_NAME: `/aws/lambda/${of.name}`,
    AWS_LAMBDA_LOG_STREAM_NAME: environmentId,
    AWS_LAMBDA_RUNTIME_API: `${endpoint.replace('http://', '')}/lambda-environment/${environmentId}`,
    AWS_REGION: of.region,
    // The Node that plays the runtime here may be older than the one the function asks for.
    AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
    LAMBDA_TASK_ROOT: of.code.folder,
    LANG: 'en_US.UTF-8',
    ...(process.env.SANDBOX_CODE_CACHE && { SANDBOX_CODE_CACHE: '1' }),
    PATH: process.env.PATH ?? '',
    TZ: ':UTC',
    _HANDLER: of.settings.handler,
  };
}

function credentials(world: World, of: LambdaFunction): Readonly<Record<string, string>> {
  const { roleArn } = of.settings;
  const role = findRole(world, roleArn);
  if (role === undefined) {
    throw new Refusal('InvalidParameterValueException', `The role ${roleArn} cannot be found.`);
  }
  const session = { role, sessionName: of.name, durationSeconds: 12 * 3600 };
  const { accessKeyId, secretAccessKey, sessionToken } = issueSession(world, session).credentials;
  return {
    AWS_ACCESS_KEY_ID: accessKeyId,
    AWS_SECRET_ACCESS_KEY: secretAccessKey,
    AWS_SESSION_TOKEN: sessionToken,
  };
}
