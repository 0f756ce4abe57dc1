import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { StopLoggingCommand } from '@aws-sdk/client-cloudtrail';
import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { exitCode } from '../../../services/cli/user-error';
import { clientConfig } from '../../../shared/aws/connection';
import type { DarkReport } from '../../../shared/domain/dark';
import type { Incident } from '../../../shared/domain/incident';
import { inProcess } from '../../cli/in-process';
import { Scene } from '../scene';

let scene: Scene;
let incident: Incident;
beforeAll(async () => {
  scene = await Scene.set(1);
  const trail = scene.newTrail();
  await scene.administrator(trail).send(new StopLoggingCommand({ Name: trail.id }));
  incident = await scene.incidentOn(trail, ({ dark }) => dark?.recovered === true);
});
afterAll(() => scene.close());

const securityAccount = () => scene.local.administrator(scene.local.organization.securityAccountId);

const darkOf = ({ dark }: Incident): DarkReport => {
  if (!dark) throw new Error('Nothing is known of the dark.');
  return dark;
};

test('an incident comes to say what its actor did in the dark, without anybody asking', () => {
  const { byActor, byOthers, byService, byWarden, events, risky } = darkOf(incident);
  expect(byActor.calls).toContainEqual({ name: 'cloudtrail:StopLogging', events: 1 });
  expect(byWarden.calls).toContainEqual({ name: 'cloudtrail:StartLogging', events: 1 });
  const parts = [byActor, byOthers, byService, byWarden].map((group) => group.events);
  expect(parts.reduce((sum, count) => sum + count)).toBe(events);
  expect(risky[0]).toMatchObject({ by: 'actor', kind: 'logging', event: { name: 'StopLogging' } });
});

test('who it was and whom to tell is known without anybody asking', () => {
  expect(incident.lineage).toMatchObject({ ends: 'human', human: { name: 'admin' } });
  expect(incident.contacts?.contacts).toMatchObject([{ source: 'root-email' }]);
  expect(incident.contacts?.asked).toHaveLength(8);
});

test('the evidence is in the bucket as it was written, and its lines are CloudTrail’s own records', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'trailwarden-dark-'));
  const args = ['dark', incident.id, '--json', '--download', folder];
  const { code, stdout } = await inProcess(args, securityAccount());
  expect(code).toBe(exitCode.ok);
  expect(JSON.parse(stdout)).toMatchObject({ evidence: { manifest: 'right' } });
  const files = (await readdir(folder, { recursive: true })).filter((name) =>
    name.endsWith('.jsonl.gz'),
  );
  const bodies = await Promise.all(files.map((name) => readFile(join(folder, name))));
  const names = bodies.flatMap((body) =>
    gunzipSync(body)
      .toString()
      .trimEnd()
      .split('\n')
      .map((line) => (JSON.parse(line) as { readonly eventName: string }).eventName),
  );
  expect(names).toEqual(expect.arrayContaining(['StopLogging', 'StartLogging']));
  expect(names).toHaveLength(darkOf(incident).events);
  await rm(folder, { recursive: true });
});

test('people read it in one page', async () => {
  const { stdout } = await inProcess(['dark', incident.id], securityAccount());
  expect(stdout).toContain('Look at these first');
  expect(stdout).toMatch(/every sum is right/);
  expect(stdout).toContain('Data events');
});

test('not even the administrator of the security account adds to the evidence', async () => {
  const s3 = new S3Client({ ...clientConfig(securityAccount()), forcePathStyle: true });
  const { bucket = '', key = '' } = darkOf(incident).manifest ?? {};
  const forged = new PutObjectCommand({ Bucket: bucket, Key: key, Body: '{}' });
  await expect(s3.send(forged)).rejects.toMatchObject({ name: 'AccessDenied' });
});
