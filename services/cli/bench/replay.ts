import { once } from 'node:events';
import { createWriteStream, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { replayLogs } from '../replay/replay-logs';
import type { Figure } from './figure';

const RECORDS = 200_000;
/** One StopLogging in so many records. */
const EVERY = 20_000;

/** A log of 200,000 records in one file, read twice: once to learn what is protected, once to judge. */
export async function benchReplay(): Promise<readonly Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'trailwarden-bench-'));
  try {
    const path = join(folder, 'log.jsonl');
    await write(path);
    const startedAt = performance.now();
    const report = await replayLogs({ paths: [path] });
    const seconds = (performance.now() - startedAt) / 1_000;
    if (report.findings.length !== RECORDS / EVERY) throw new Error('Replay missed a finding.');
    return [
      {
        name: 'records of a log replayed a second',
        measured: `${(report.records / seconds).toFixed(0)} (${seconds.toFixed(1)} s)`,
        baseline: `${RECORDS} records, ${(statSync(path).size / 2 ** 20).toFixed(0)} MB, one process`,
      },
      {
        name: 'memory of the process after it',
        measured: `${(process.memoryUsage().rss / 2 ** 20).toFixed(0)} MB`,
        baseline: 'the file is never held as a whole',
      },
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function write(path: string): Promise<void> {
  const file = createWriteStream(path);
  for (let number = 1; number <= RECORDS; number += 1) {
    if (!file.write(`${JSON.stringify(record(number))}\n`)) await once(file, 'drain');
  }
  file.end();
  await once(file, 'finish');
}

/** As large as AWS writes them: about a kilobyte. */
function record(number: number): unknown {
  const stop = number % EVERY === 0;
  return {
    eventVersion: '1.10',
    userIdentity: {
      type: 'AssumedRole',
      principalId: 'AROAEXAMPLEEXAMPLE12:session',
      arn: 'arn:aws:sts::111122223333:assumed-role/Deployer/session',
      accountId: '111122223333',
      accessKeyId: 'ASIAEXAMPLEEXAMPLE12',
      sessionContext: {
        sessionIssuer: { type: 'Role', arn: 'arn:aws:iam::111122223333:role/Deployer' },
        attributes: { creationDate: '2026-11-21T10:00:00Z', mfaAuthenticated: 'false' },
      },
    },
    eventTime: new Date(Date.UTC(2026, 10, 1) + number * 1_000).toISOString(),
    eventSource: stop ? 'cloudtrail.amazonaws.com' : 'ec2.amazonaws.com',
    eventName: stop ? 'StopLogging' : 'CreateTags',
    awsRegion: 'us-east-1',
    sourceIPAddress: '192.0.2.10',
    userAgent: 'aws-cli/2.31.0 md/awscrt#0.27.0 ua/2.1 os/linux md/arch#x86_64 lang/python#3.13',
    requestParameters: stop
      ? { name: 'main' }
      : { resourcesSet: { items: [{ resourceId: `i-${number}` }] }, tagSet: { items: [] } },
    responseElements: stop ? null : { requestId: `r-${number}`, _return: true },
    requestID: `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`,
    eventID: `00000000-0000-4000-9000-${String(number).padStart(12, '0')}`,
    readOnly: false,
    eventType: 'AwsApiCall',
    managementEvent: true,
    recipientAccountId: '111122223333',
    eventCategory: 'Management',
    tlsDetails: { tlsVersion: 'TLSv1.3', cipherSuite: 'TLS_AES_128_GCM_SHA256' },
  };
}
