import { environment, type Keys } from './connection';
import { type Ended, run } from './run';
import { inVenv } from './tools';

/**
 * The AWS CLI at an endpoint, as the owner of these keys, as a person would type it. Version 1 ignores
 * AWS_ENDPOINT_URL for `aws sqs` and calls queue.amazonaws.com; only the option overrules that.
 */
export const awsCli =
  (endpoint: string, keys?: Keys) =>
  (line: string, ...more: readonly string[]): Promise<Ended> =>
    run(inVenv('aws'), ['--endpoint-url', endpoint, ...line.split(' '), ...more], {
      env: { ...environment(endpoint, keys), AWS_PAGER: '', AWS_DEFAULT_OUTPUT: 'json' },
    });

/** What it printed, read as JSON. Throws what it complained about unless it ended well. */
export function printed<T>({ code, stdout, stderr }: Ended): T {
  if (code !== 0) throw new Error(stderr);
  return (stdout === '' ? {} : JSON.parse(stdout)) as T;
}
