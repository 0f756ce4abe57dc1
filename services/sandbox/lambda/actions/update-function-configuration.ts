import type { Call } from '../../core/call';
import { NotEmulated } from '../../core/not-emulated';
import type { Action } from '../../core/service';
import { checkPassRole } from '../../iam/pass-role';
import { changeSettings } from '../change-function';
import { checkRole } from '../check-role';
import type { FunctionSettings } from '../function';
import { changedFunction, functionArn, functionPolicy } from '../function-of-call';
import { functionOutput } from '../function-output';
import { lambdaRecord } from '../lambda-record';

/** What is left out stays as it is. */
export const updateFunctionConfiguration: Action = {
  readOnly: false,
  eventName: 'UpdateFunctionConfiguration20150331v2',
  rest: { method: 'PUT', path: '/2015-03-31/functions/{FunctionName}/configuration' },
  resource: functionArn,
  resourcePolicy: functionPolicy,
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
  record: lambdaRecord,
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
        `sandbox: ${member} of UpdateFunctionConfiguration is not emulated; add it in services/sandbox/lambda/actions/update-function-configuration.ts`,
      );
    }
  }
  return settings;
}

function variablesOf(environment: unknown): unknown {
  const { Variables = {} } = environment as { readonly Variables?: unknown };
  return Variables;
}
