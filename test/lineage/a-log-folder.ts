import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';

type Record_ = Readonly<Record<string, unknown>>;

export interface LogFileOf {
  readonly key: string;
  readonly body: Uint8Array;
}

/** The log file in which CloudTrail delivers the record four minutes later, for an organization trail below its id. */
export function logFileOf(record: Record_, organization = ''): LogFileOf {
  const { recipientAccountId: account, awsRegion: region, eventTime, eventID } = record;
  const at = new Date(Date.parse(String(eventTime)) + 240_000).toISOString();
  const day = at.slice(0, 10).replaceAll('-', '/');
  const minute = `${at.slice(0, 16).replaceAll(/[-:]/g, '')}Z`;
  const root = `AWSLogs/${organization ? `${organization}/` : ''}${account}`;
  const name = `${account}_CloudTrail_${region}_${minute}_${String(eventID).slice(-16)}.json.gz`;
  return {
    key: `${root}/CloudTrail/${region}/${day}/${name}`,
    body: gzipSync(JSON.stringify({ Records: [{ eventName: 'DescribeTrails' }, record] })),
  };
}

/** A folder laid out as the bucket. The caller removes it. */
export async function logFolder(files: readonly LogFileOf[]) {
  const path = await mkdtemp(join(tmpdir(), 'trailwarden-logs-'));
  for (const { key, body } of files) {
    await mkdir(join(path, dirname(key)), { recursive: true });
    await writeFile(join(path, key), body);
  }
  return { path, remove: () => rm(path, { recursive: true }) };
}
