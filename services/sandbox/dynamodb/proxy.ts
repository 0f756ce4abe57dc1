import {
  type Action,
  type Call,
  NotEmulated,
  RawAnswer,
  Refusal,
  type World,
} from '../core/service';
import { askEngine, type EngineAnswer } from './engine';
import { requestConditions } from './leading-keys';
import { type Input, tableArn } from './table-settings';

/** The table a call is about, or its index where the call names one. */
export function tableOf(call: Call): string {
  const arn = tableArn(call, String(call.input.TableName ?? ''));
  const { IndexName: index } = call.input;
  return typeof index === 'string' ? `${arn}/index/${index}` : arn;
}

/** An action on items of one table: the engine's answer as it is. */
export const onItems: Action = {
  resource: tableOf,
  conditions: requestConditions,
  handle: async (call, world) => rawAnswer(await forward(call, world)),
  record: null,
};

export function forward(call: Call, world: World): Promise<EngineAnswer> {
  const body = JSON.stringify(engineInput(call));
  return askEngine(world, call, { action: call.action, body });
}

/** Engines know tables by name only. Another account's table would need a resource policy, which is not emulated. */
function engineInput(call: Call): Input {
  const { input, accountId } = call;
  const { TableName: table } = input;
  if (typeof table !== 'string' || !table.startsWith('arn:')) return input;
  if (table.split(':')[4] === accountId) return { ...input, TableName: table.split('table/')[1] };
  throw new NotEmulated(`sandbox: using a table of another account (${table}) is not emulated`);
}

export function rawAnswer({ status, body }: EngineAnswer): RawAnswer {
  const headers = { 'content-type': 'application/x-amz-json-1.0' };
  const text = JSON.stringify(body);
  return status < 400
    ? new RawAnswer(status, headers, text)
    : new RawAnswer(status, headers, text, errorCode(body));
}

export function errorCode(body: Input): string {
  return (
    String(body.__type ?? 'UnknownError')
      .split('#')
      .at(-1) ?? 'UnknownError'
  );
}

/** The engine's answer as plain output; its error becomes the sandbox's refusal. */
export function outputOf({ status, body }: EngineAnswer): Input {
  if (status < 400) return body;
  throw new Refusal(errorCode(body), String(body.message ?? body.Message ?? ''), status);
}
