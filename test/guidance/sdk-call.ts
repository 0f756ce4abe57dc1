import * as account from '@aws-sdk/client-account';
import * as cloudformation from '@aws-sdk/client-cloudformation';
import * as cloudtrail from '@aws-sdk/client-cloudtrail';
import * as logs from '@aws-sdk/client-cloudwatch-logs';
import * as dynamodb from '@aws-sdk/client-dynamodb';
import * as events from '@aws-sdk/client-eventbridge';
import * as iam from '@aws-sdk/client-iam';
import * as identitystore from '@aws-sdk/client-identitystore';
import * as kms from '@aws-sdk/client-kms';
import * as lambda from '@aws-sdk/client-lambda';
import * as organizations from '@aws-sdk/client-organizations';
import * as s3api from '@aws-sdk/client-s3';
import * as s3control from '@aws-sdk/client-s3-control';
import * as securityhub from '@aws-sdk/client-securityhub';
import * as sns from '@aws-sdk/client-sns';
import * as sqs from '@aws-sdk/client-sqs';
import * as sts from '@aws-sdk/client-sts';

/** By the name the AWS CLI has for each. */
export const clientsByName: Readonly<Record<string, object>> = {
  ...{ cloudformation, dynamodb, identitystore, lambda, securityhub, sts },
  ...{ account, cloudtrail, logs, events, iam, kms, organizations, s3api, s3control, sns, sqs },
};

/** Whose SDK is not installed: .ci/conformance asks the AWS CLI's own models of them. */
const NOT_INSTALLED = [
  ...['bedrock', 'cloudwatch', 'configservice', 'controltower', 'ec2', 'eks', 'guardduty'],
  ...['macie2', 'rds', 'resourcegroupstaggingapi', 'route53resolver', 'scheduler', 'stepfunctions'],
];

/** The commands of a line as a person types it: a loop has those it loops over and those it runs. */
export function commandsIn(line: string): readonly string[] {
  const [, over, body] = /^for \w+ in \$\((.+?)\); do (.+); done$/.exec(line) ?? [];
  return [over ?? '', body ?? '', ...(over ? [] : line.split(/ \| | && /))]
    .map((one) => one.replace(/ >{1,2} \S+$/, ''))
    .filter((one) => one !== '');
}

/** The flags that every command of the AWS CLI has. */
const GLOBAL_FLAGS = ['region', 'output', 'query'];

/** The mistake in one command of the AWS CLI, by the installed SDK. Undefined when the command would run. */
export function faultOf(command: string): string | undefined {
  const [, service = '', operation = '', rest = ''] = /^aws (\S+) (\S+)(.*)$/.exec(command) ?? [];
  if (NOT_INSTALLED.includes(service)) return undefined;
  if (`${service} ${operation}` === 'cloudtrail validate-logs') return undefined; // the CLI's own
  const client = clientsByName[service];
  if (!client) return `no client of ${service}`;
  const wanted = `${operation.replaceAll('-', '')}command`;
  const found = Object.keys(client).find((name) => name.toLowerCase() === wanted);
  if (!found) return `no operation ${operation} of ${service}`;
  const members = membersOf(client, found.replace(/Command$/, ''));
  const unknown = flagsIn(rest).filter((flag) => !members.includes(flag.replaceAll('-', '')));
  return unknown.length > 0 ? `${operation} has no --${unknown.join(', --')}` : undefined;
}

const flagsIn = (rest: string): readonly string[] =>
  [...rest.replace(/'[^']*'|"(\\.|[^"])*"/g, '').matchAll(/ --([a-z0-9-]+)/g)]
    .map(([, flag = '']) => flag)
    .filter((flag) => !GLOBAL_FLAGS.includes(flag));

/** An operation's schema names its input's; schemas are lists whose fifth place has the members' names. */
function membersOf(client: object, operation: string): readonly string[] {
  const schema: unknown = Reflect.get(client, `${operation}$`);
  const input: unknown = Array.isArray(schema) ? (schema[4]?.() ?? schema[4]) : undefined;
  const names: unknown = Array.isArray(input) ? input[4] : [];
  return Array.isArray(names) ? names.map((name) => String(name).toLowerCase()) : [];
}

interface SdkCall {
  readonly Client: new (settings: object) => { send: (command: unknown) => Promise<unknown> };
  readonly Command: new (input: object) => unknown;
  readonly input: object;
}

/** The same call by the SDK: its client, its command, and the flags as its input has them. */
export function inputFor(sdk: object, operation: string, words: readonly string[]): SdkCall {
  const wanted = `${operation.replaceAll('-', '')}command`;
  const names = Object.keys(sdk);
  const command = names.find((name) => name.toLowerCase() === wanted) ?? '';
  const client = names.find((name) => /^[A-Za-z0-9]+Client$/.test(name) && name !== '__Client');
  const schema: unknown = Reflect.get(sdk, `${command.replace(/Command$/, '')}$`);
  const shape: unknown = Array.isArray(schema) ? (schema[4]?.() ?? schema[4]) : undefined;
  const [members, types] = Array.isArray(shape) ? [shape[4] as string[], shape[5]] : [[], []];
  const input: Record<string, unknown> = {};
  for (const [at, word] of words.entries()) {
    if (!word.startsWith('--')) continue;
    const index = members.findIndex(
      (name) => name.toLowerCase() === word.slice(2).replaceAll('-', '').toLowerCase(),
    );
    if (index < 0) continue; // of the CLI itself: --region, --query
    const end = words.findIndex((one, later) => later > at && one.startsWith('--'));
    const values = words.slice(at + 1, end < 0 ? undefined : end);
    input[members[index] ?? ''] = flagValue(types[index], values);
  }
  return {
    Client: Reflect.get(sdk, client ?? ''),
    Command: Reflect.get(sdk, command),
    input,
  };
}

/** A list is a schema of its own, or a number from 64 on; true is a flag without a value. */
function flagValue(type: unknown, values: readonly string[]): unknown {
  const schema: unknown = typeof type === 'function' ? type() : type;
  const isList =
    typeof schema === 'number' ? (schema & 64) !== 0 : Array.isArray(schema) && schema[0] === 1;
  if (isList) return values.map((one) => (/^\w+=/.test(one) ? pairsIn(one) : one));
  const [value] = values;
  if (value === undefined) return true;
  if (/^\w+=/.test(value) && Array.isArray(schema)) return pairsIn(value);
  return schema === 1 ? Number(value) : value;
}

const pairsIn = (shorthand: string): object =>
  Object.fromEntries(
    shorthand.split(',').map((pair) => {
      const [name = '', ...rest] = pair.split('=');
      return [name, rest.join('=')];
    }),
  );
