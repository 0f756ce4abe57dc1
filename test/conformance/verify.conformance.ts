import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createLocalOrganization, type Sandbox, startSandbox } from '../../services/sandbox';
import type { Counts } from '../../shared/watch/digests/report';
import { runCli } from '../cli/run-cli';
import { knowKey, putInSandbox } from '../digests/bucket-in-sandbox';
import { bucketWith, defects } from '../digests/defects';
import { account, at, region, trailArn } from '../digests/generate';
import { awsCli } from './aws-cli';

// `aws cloudtrail validate-logs` and `trailwarden verify`, asked about the same objects.

let sandbox: Sandbox;

beforeAll(async () => {
  sandbox = await startSandbox();
  createLocalOrganization(sandbox, { accounts: 1 });
  knowKey(sandbox);
});

afterAll(() => sandbox?.close());

const [from, to] = [at(0), at(6)];

async function theirs(bucket: string): Promise<string> {
  const aws = awsCli(sandbox.endpoint, sandbox.credentials(account));
  const place = `--trail-arn ${trailArn} --s3-bucket ${bucket}`;
  const ended = await aws(
    `cloudtrail validate-logs ${place} --start-time ${from} --end-time ${to}`,
  );
  if (ended.stdout === '') throw new Error(ended.stderr);
  return `${ended.stdout}${ended.stderr}`;
}

async function ours(bucket: string): Promise<Counts> {
  const place = ['--bucket', bucket, '--trail', trailArn, '--endpoint', sandbox.endpoint];
  const { stdout, stderr } = await runCli(
    ['verify', ...place, '--from', from, '--to', to, '--json'],
    { region, credentials: sandbox.credentials(account) },
  );
  if (stdout === '') throw new Error(stderr);
  return JSON.parse(stdout) as Counts;
}

/** `5/6 digest files valid, 1/6 digest files INVALID` as numbers; a line that is not there is none of them. */
function counted(said: string, what: 'digest' | 'backfill digest' | 'log') {
  const line = new RegExp(`^(\\d+)/(\\d+) ${what} files valid`, 'm');
  const [, valid = '0', total = '0'] = line.exec(said) ?? [];
  return { valid: Number(valid), invalid: Number(total) - Number(valid) };
}

for (const [index, defect] of defects.entries()) {
  test(`${defect.title}: the AWS CLI comes to the same verdict`, async () => {
    const bucket = `validated-${index}`;
    await putInSandbox(sandbox, bucketWith(defect, bucket));
    const [said, judged] = await Promise.all([theirs(bucket), ours(bucket)]);
    const { digests, backfills = { valid: 0, invalid: 0 }, logs } = defect;
    expect({
      said,
      digests: counted(said, 'digest'),
      backfills: counted(said, 'backfill digest'),
      logs: counted(said, 'log'),
    }).toMatchObject({ digests, backfills, logs });
    expect(judged).toMatchObject({ digests, backfills, logs });
    const gap = `No log files were delivered by CloudTrail between ${from.slice(0, 11)}02:00:00Z and ${from.slice(0, 11)}04:00:00Z`;
    expect(said.includes(gap)).toBe(defect.plan?.off !== undefined);
  });
}
