import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Call } from '../../core/call';
import type { Action } from '../../core/service';
import { changeCode } from '../change-function';
import type { LambdaFunction } from '../function';
import { changedFunction, functionArn, functionPolicy } from '../function-of-call';
import { functionOutput } from '../function-output';
import { lambdaRecord } from '../lambda-record';
import { refuse } from '../refusals';
import { unpackCode } from '../unpack-code';

export const updateFunctionCode: Action = {
  readOnly: false,
  eventName: 'UpdateFunctionCode20150331v2',
  rest: { method: 'PUT', path: '/2015-03-31/functions/{FunctionName}/code' },
  resource: functionArn,
  resourcePolicy: functionPolicy,
  handle: async (call, world) => {
    const changed = changedFunction(call, world);
    const code = await unpackCode(await zipOf(call, changed));
    if (call.input.DryRun !== true) changeCode(world, changed, code);
    return functionOutput(changed);
  },
  record: lambdaRecord,
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
