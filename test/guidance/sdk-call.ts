import * as account from '@aws-sdk/client-account';
import * as cloudtrail from '@aws-sdk/client-cloudtrail';
import * as logs from '@aws-sdk/client-cloudwatch-logs';
import * as events from '@aws-sdk/client-eventbridge';
import * as iam from '@aws-sdk/client-iam';
import * as kms from '@aws-sdk/client-kms';
import * as organizations from '@aws-sdk/client-organizations';
import * as s3api from '@aws-sdk/client-s3';
import * as s3control from '@aws-sdk/client-s3-control';
import * as sns from '@aws-sdk/client-sns';
import * as sqs from '@aws-sdk/client-sqs';

/** By the name the AWS CLI has for each. */
const clients: Readonly<Record<string, object>> = {
  ...{ account, cloudtrail, logs, events, iam, kms, organizations, s3api, s3control, sns, sqs },
};

/** Of every command of the AWS CLI, whatever the service. */
const GLOBAL_FLAGS = ['region', 'output', 'query'];

/** What is wrong with one command of the AWS CLI, by the SDK that is installed; nothing when it would run. */
export function faultOf(command: string): string | undefined {
  const [, service = '', operation = '', rest = ''] = /^aws (\S+) (\S+)(.*)$/.exec(command) ?? [];
  const client = clients[service];
  if (!client) return `no client of ${service}`;
  const found = Object.entries(client).find(
    ([name]) => name.toLowerCase() === `${operation.replaceAll('-', '')}command`,
  );
  if (!found) return `no operation ${operation} of ${service}`;
  const members = membersOf(client, found[0].replace(/Command$/, ''));
  const unknown = flagsIn(rest).filter((flag) => !members.includes(flag.replaceAll('-', '')));
  return unknown.length > 0 ? `${operation} has no --${unknown.join(', --')}` : undefined;
}

const flagsIn = (rest: string): readonly string[] =>
  [...rest.replace(/'[^']*'/g, '').matchAll(/ --([a-z-]+)/g)]
    .map(([, flag = '']) => flag)
    .filter((flag) => !GLOBAL_FLAGS.includes(flag));

/** An operation's schema names its input's; schemas are lists whose fifth place has the members' names. */
function membersOf(client: object, operation: string): readonly string[] {
  const schema: unknown = Reflect.get(client, `${operation}$`);
  const input: unknown = Array.isArray(schema) ? (schema[4]?.() ?? schema[4]) : undefined;
  const names: unknown = Array.isArray(input) ? input[4] : [];
  return Array.isArray(names) ? names.map((name) => String(name).toLowerCase()) : [];
}
