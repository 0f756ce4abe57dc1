import { createHash } from 'node:crypto';
import { GetObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { until } from '../../../services/cli/local/until';
import { hooks } from '../../../services/sandbox';
import type { CustodyManifest } from '../../../shared/domain/custody';
import { inProcess } from '../../cli/in-process';
import { aMachine } from './a-machine';
import { type Forensics, makeForensics } from './forensics';
import { type MachineUnderTest, machineUnderTest, REGION } from './machine-under-test';

const BYTES = 6 * 1_048_576;

/** What stands for AVML, which wants a kernel that shows its memory. */
const TOOL = `#!/bin/sh
[ "$1" != --help ] || exec echo 'Usage: avml [OPTIONS] <FILENAME>'
[ "$*" = '--compress /dev/stdout' ] || exit 9
yes 'memory of a machine' | head -c ${BYTES}
`;
const MEMORY = Buffer.alloc(BYTES, 'memory of a machine\n');
const PART = 5 * 1_048_576;

const sha256 = (data: Buffer | string) => createHash('sha256').update(data).digest('hex');

let machine: MachineUnderTest;
let forensics: Forensics;
beforeAll(async () => {
  machine = await machineUnderTest(async (sandbox, accounts) => {
    forensics = await makeForensics(sandbox, accounts);
    return {
      ...{ TRAILWARDEN_MOST_ISOLATED: '50', ...forensics.environment },
      TRAILWARDEN_EXAMINER_IMAGE: '',
      TRAILWARDEN_MEMORY_TOOL_SHA256: sha256(TOOL),
      TRAILWARDEN_MEMORY_TOOL_VERSION: 'v0.14.0',
    };
  });
  await forensics.s3.send(
    new PutObjectCommand({ Bucket: forensics.bucket, Key: 'tools/avml', Body: TOOL }),
  );
});
beforeEach(() => machine.sandbox.faults.clear());
afterAll(() => machine.close());

/** A machine whose kernel shows its memory, from which evidence is taken, as far as a line of this state. */
async function taken(line: string, prepare: () => void = () => undefined) {
  const { id: instanceId } = await aMachine(machine);
  const host = hooks.ec2.machineOf(machine.sandbox.world, instanceId);
  hooks.ec2.putFile(host, '/proc/kcore', '\u007fELF');
  hooks.ec2.putFile(host, '/proc/meminfo', 'MemTotal:          65536 kB\n');
  const id = await machine.incident(await machine.session(instanceId));
  await machine.asked(id, 'planned?');
  prepare();
  await machine.answer(id, 'not-me');
  const told = async () => (await machine.read(id)).timeline.map(({ text }) => text).join('\n');
  const isTold = async () => (await told()).includes(line);
  await until(isTold, { what: `${id} tells: ${line}`, withinMs: 90_000, everyMs: 100 });
  return { id, instanceId, told: await told() };
}

/** Of the multipart uploads that are under way. */
const uploadsLeft = () => [...machine.sandbox.world.s3.uploads.values()];

test('the memory of an isolated machine arrives in parts, and is in custody as it is in the bucket', async () => {
  const { id, instanceId, told } = await taken('manifest: ');
  expect(told).toContain(`memory: ${BYTES} bytes in 2 parts, SHA-256 ${sha256(MEMORY)}\n`);
  const { Body } = await forensics.s3.send(
    new GetObjectCommand({ Bucket: forensics.bucket, Key: `instances/${id}/manifest.json` }),
  );
  const { items } = JSON.parse(String(await Body?.transformToString())) as CustodyManifest;
  const memory = items.find(({ kind }) => kind === 'memory');
  expect(memory).toMatchObject({
    ...{ size: BYTES, sha256: sha256(MEMORY), from: instanceId },
    parts: [0, PART].map((from) => {
      const bytes = MEMORY.subarray(from, from + PART);
      return { size: bytes.length, sha256: sha256(bytes) };
    }),
    tool: { name: 'AVML', version: 'v0.14.0', sha256: sha256(TOOL) },
    where: { kind: 'object', bucket: forensics.bucket },
  });
  const verified = await inProcess(['evidence', 'verify', id, '--table', machine.table.name], {
    ...{ endpoint: machine.sandbox.endpoint, region: REGION },
    credentials: machine.sandbox.credentials(machine.security),
  });
  expect(verified).toMatchObject({
    code: 0,
    stdout: expect.stringMatching(/All \d items are what/),
  });
  expect(uploadsLeft()).toEqual([]);
});

test('parts that S3 takes for no whole are an outcome, and the run goes on', async () => {
  const { told } = await taken('the way to the evidence bucket: ', () =>
    machine.sandbox.faults.add({
      ...{ service: 's3', action: 'CompleteMultipartUpload' },
      refuse: { code: 'EntityTooSmall', message: 'on purpose', status: 400 },
    }),
  );
  expect(told).toContain(
    'memory: not taken: its parts are no whole: s3:PutObject was rejected (EntityTooSmall)',
  );
  expect(told).toMatch(/what runs on it: \d+ bytes/);
});

test('of a memory that was not sent whole no part stays', async () => {
  const { id, told } = await taken('the way to the evidence bucket: ', () =>
    machine.sandbox.faults.add({
      ...{ service: 's3', action: 'UploadPart' },
      when: ({ input }) => input.PartNumber === '2',
      refuse: { code: 'AccessDenied', message: 'on purpose', status: 403 },
    }),
  );
  expect(told).toContain(
    'memory: not taken: S3, or an endpoint’s policy on the way to it, refused it',
  );
  expect(uploadsLeft().map(({ key }) => key)).not.toContainEqual(expect.stringContaining(id));
});
