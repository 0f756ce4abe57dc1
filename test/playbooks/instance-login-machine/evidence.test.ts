import { DescribeInstancesCommand, DescribeVolumesCommand } from '@aws-sdk/client-ec2';
import { GetObjectCommand, ListObjectsV2Command } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { hooks } from '../../../services/sandbox';
import { milestonesOf } from '../../../shared/tell/report/login/milestones';
import { aMachine } from './a-machine';
import { type Forensics, makeForensics } from './forensics';
import { type MachineUnderTest, machineUnderTest } from './machine-under-test';

let machine: MachineUnderTest;
let forensics: Forensics;
beforeAll(async () => {
  machine = await machineUnderTest(async (sandbox, accounts) => {
    forensics = await makeForensics(sandbox, accounts);
    return { TRAILWARDEN_MOST_ISOLATED: '50', ...forensics.environment };
  });
});
afterAll(() => machine.close());

test('a login no one planned: contained, preserved, researched, examined, and kept by default', async () => {
  const { id: instanceId, state } = await aMachine(machine);
  const { world } = machine.sandbox;
  const [volume] = [...hooks.ec2.state(world).volumes.values()].filter(
    ({ attachment }) => attachment?.instanceId === instanceId,
  );
  hooks.ec2.writeVolume(world, String(volume?.id), 1_048_576, Buffer.from('traces'));
  const before = await state();
  const id = await machine.incident(await machine.session(instanceId));
  await machine.asked(id);
  await machine.answer(id, 'not-me');
  const { ask, timeline } = await machine.asked(id, 'released');
  expect(ask?.byDefault).toBe('it stays contained.');
  const told = timeline.map(({ text }) => text).join('\n');
  expect(told).toContain('memory: not taken: forbidden-by-kernel');
  expect(told).toMatch(/what runs on it: \d+ bytes, SHA-256 [0-9a-f]{64}\n/);
  expect(told).toMatch(/snapshots: snap-/);
  expect(told).toMatch(/copies: snap-/);
  expect(told).toMatch(/manifest: 4 items in custody/);
  expect(told).toMatch(/research: \d+ findings/);
  expect(told).toMatch(/was examined: [1-9]\d* findings/);
  machine.pass(72 * 3_600 + 10);
  const { status, states } = await machine.ended(id);
  expect({ status, last: states.slice(-2) }).toEqual({
    status: 'SUCCEEDED',
    last: ['Keep', 'Report'],
  });
  const incident = await machine.read(id);
  expect(incident.state).toBe('escalated');
  const lines = incident.playbook?.lines.join('\n') ?? '';
  expect(lines).toMatch(/Found: .*vol-/);
  expect(lines).toMatch(
    /It used \d+ states, 3 commands, \d+ bytes of evidence, 8 GiB of snapshots and 8 GiB of copies, \d+ minutes? of an examiner\./,
  );
  const { login, loginRun } = incident;
  expect(login?.target).toEqual({ kind: 'instance', instanceId });
  expect(loginRun?.custody?.items.map(({ kind }) => kind)).toEqual([
    ...['volatile', 'image', 'snapshot', 'copy', 'examination'],
  ]);
  expect(loginRun?.custody?.handOvers.map(({ kind }) => kind)).toContain('attached read-only');
  expect(loginRun?.considered?.length).toBeGreaterThan(5);
  expect(loginRun?.lookedFor).toContainEqual({ what: expect.stringMatching(/^vol-/) });
  expect(loginRun?.cost).toMatchObject({ snapshotGiB: 8, copyGiB: 8, commands: 3 });
  const drawn = milestonesOf(incident).map(({ text }) => text);
  expect(drawn).toEqual(
    expect.arrayContaining([
      ...['its people are asked: planned?', 'answered not-me', 'login ended', 'machine contained'],
      ...['memory not taken', 'processes and sockets taken', 'snapshots made'],
      ...['hashed, custody sealed', expect.stringMatching(/^vol-\w+ examined: \d+ findings$/)],
      ...['asked: may it be released?', 'it stays contained', 'the run is through'],
    ]),
  );
  expect(await state()).not.toEqual(before);
  // No machine and no volume of the examination is left.
  const { Reservations = [] } = await forensics.ec2.send(new DescribeInstancesCommand({}));
  const running = Reservations.flatMap(({ Instances = [] }) => Instances).filter(
    ({ State, Tags }) => State?.Name === 'running' && Tags && Tags.length > 0,
  );
  const { Volumes = [] } = await forensics.ec2.send(new DescribeVolumesCommand({}));
  const left = Volumes.filter(({ Tags }) => Tags && Tags.length > 0);
  expect({ running, left }).toEqual({ running: [], left: [] });
  const { Contents = [] } = await forensics.s3.send(
    new ListObjectsV2Command({ Bucket: forensics.bucket, Prefix: `instances/${id}/` }),
  );
  expect(
    Contents.map(({ Key }) =>
      Key?.split('/')
        .at(-1)
        ?.replace(/-\d{13}(?=\.)/, ''),
    ),
  ).toEqual([
    expect.stringMatching(/^examination-vol-/),
    'manifest.json',
    'research.json',
    'volatile.tar.gz',
  ]);
  const research = await forensics.s3.send(
    new GetObjectCommand({ Bucket: forensics.bucket, Key: `instances/${id}/research.json` }),
  );
  expect(JSON.parse(String(await research.Body?.transformToString()))).toHaveProperty('lookedFor');
});
