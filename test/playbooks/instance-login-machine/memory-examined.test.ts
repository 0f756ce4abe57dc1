import { createHash } from 'node:crypto';
import { DescribeInstancesCommand, DescribeVolumesCommand } from '@aws-sdk/client-ec2';
import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { hooks } from '../../../services/sandbox';
import { openKmsSeal } from '../../../shared/aws/baselines/kms-seal';
import { keepCustody, readCustody } from '../../../shared/aws/playbooks/instance/custody-row';
import { addItem, emptyManifest, headOf } from '../../../shared/playbooks/instance-login/custody';
import { aMachine } from './a-machine';
import { type Forensics, makeForensics } from './forensics';
import { type MachineUnderTest, machineUnderTest, REGION } from './machine-under-test';

let machine: MachineUnderTest;
let forensics: Forensics;
beforeAll(async () => {
  machine = await machineUnderTest(async (sandbox, accounts) => {
    forensics = await makeForensics(sandbox, accounts);
    return { TRAILWARDEN_MOST_ISOLATED: '50', ...forensics.environment };
  });
});
afterAll(() => machine.close());

const sha256 = (text: string | Uint8Array): string =>
  createHash('sha256').update(text).digest('hex');
const MEMORY = 'EMiL memory of a machine';

/** Memory that was taken, in the bucket and in custody: the kernel that these tests run on may forbid to take its own. */
async function taken(incidentId: string, hash = sha256(MEMORY)): Promise<string> {
  const { sandbox, table, sealKey, security } = machine;
  const role = sandbox.credentials(machine.forensic, 'trailwarden-forensics');
  const s3 = new S3Client({
    ...{ endpoint: sandbox.endpoint, region: REGION, forcePathStyle: true, credentials: role },
  });
  const Key = `instances/${incidentId}/memory-1.lime`;
  const { VersionId = '' } = await s3.send(
    new PutObjectCommand({
      ...{ Bucket: forensics.bucket, Key, Body: MEMORY },
      ContentMD5: createHash('md5').update(MEMORY).digest('base64'),
    }),
  );
  const seal = openKmsSeal(
    { seal: sealKey, mac: 'alias/trailwarden-mac' },
    {
      ...{ endpoint: sandbox.endpoint, region: REGION },
      credentials: sandbox.credentials(security),
    },
  );
  await keepCustody(table, seal, incidentId, (held = emptyManifest(incidentId)) => {
    const manifest = addItem(
      held,
      {
        ...{ id: Key, kind: 'memory', sha256: hash, size: MEMORY.length, from: 'i-1' },
        ...{ tool: { name: 'AVML', version: '1' }, by: 'a test', at: new Date().toISOString() },
        where: { kind: 'object', bucket: forensics.bucket, key: Key, versionId: VersionId },
      },
      sha256,
    );
    return { manifest, head: headOf(manifest, sha256) };
  });
  return Key;
}

test('memory in custody is examined as the volumes are, and by an examiner of its own', async () => {
  const { id: instanceId } = await aMachine(machine);
  const id = await machine.incident(await machine.session(instanceId));
  await machine.asked(id);
  const key = await taken(id);
  const { status } = await machine.through(id, { 'planned?': 'not-me', released: 'not-me' });
  expect(status).toBe('SUCCEEDED');

  const { timeline, playbook } = await machine.read(id);
  const told = timeline.map(({ text }) => text).join('\n');
  expect(told).toMatch(
    /memory was examined: 2 findings; 0 looks found nothing, 10 could not be had/,
  );
  expect(told).toMatch(/vol-\w+ was examined: [1-9]\d* findings/);
  const lines = playbook?.lines ?? [];
  expect(lines).toContain('Found: memory: The memory has what the rule reverse_shell knows.');
  expect(lines.join('\n')).toMatch(
    /ExamineOne memory could not look for: connections to outside \(the examiner has no symbols of its kernel: Linux version /,
  );

  const sent = [...hooks.ssm.commands(machine.sandbox.world).values()].filter(
    ({ documentName }) => documentName === 'trailwarden-examine-memory',
  );
  expect(sent.map(({ parameters }) => parameters)).toEqual([
    {
      volume: [expect.stringMatching(/^vol-/)],
      getUrl: [expect.stringContaining('/memory-1.lime?')],
      ...{ memorySha256: [sha256(MEMORY)], memoryBytes: [String(MEMORY.length)] },
      putUrl: [expect.stringContaining('/examination-memory-')],
    },
  ]);

  const { manifest } = (await readCustody(machine.table, id)) ?? {};
  const rows = manifest?.handOvers.filter(({ item }) => item === key) ?? [];
  expect(rows.map(({ kind }) => kind)).toEqual(['taken', 'copied', 'read', 'ended']);
  expect(manifest?.items).toContainEqual(
    expect.objectContaining({
      ...{ kind: 'examination', from: key },
      tool: { name: 'examine-memory.sh', version: '1' },
    }),
  );
  const { Reservations = [] } = await forensics.ec2.send(new DescribeInstancesCommand({}));
  const running = Reservations.flatMap(({ Instances = [] }) => Instances).filter(
    ({ State, Tags = [] }) => State?.Name === 'running' && Tags.length > 0,
  );
  const { Volumes = [] } = await forensics.ec2.send(new DescribeVolumesCommand({}));
  const left = Volumes.filter(({ Tags = [], Size }) => Tags.length > 0 || Size === 9);
  expect({ running, left }).toEqual({ running: [], left: [] });
});

test('memory whose hash no one knows is not examined, and the run goes on', async () => {
  const { id: instanceId } = await aMachine(machine);
  const id = await machine.incident(await machine.session(instanceId));
  await machine.asked(id);
  await taken(id, '');
  const { status } = await machine.through(id, { 'planned?': 'not-me', released: 'not-me' });
  expect(status).toBe('SUCCEEDED');
  const told = (await machine.read(id)).timeline.map(({ text }) => text);
  expect(told).toContainEqual(
    expect.stringContaining('memory was not examined: its hash is not known'),
  );
  expect(told.join('\n')).toMatch(/vol-\w+ was examined: [1-9]\d* findings/);
});
