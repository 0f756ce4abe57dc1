import { createHash } from 'node:crypto';
import {
  AttachVolumeCommand,
  CreateSnapshotCommand,
  CreateTagsCommand,
  CreateVolumeCommand,
  DetachVolumeCommand,
} from '@aws-sdk/client-ec2';
import { IAMClient, PutRolePolicyCommand } from '@aws-sdk/client-iam';
import {
  GetDocumentCommand,
  SSMClient,
  type SSMClientConfig,
  UpdateDocumentCommand,
  UpdateDocumentDefaultVersionCommand,
} from '@aws-sdk/client-ssm';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { hooks } from '../../../services/sandbox';
import { aMachine } from './a-machine';
import { type Forensics, makeForensics } from './forensics';
import { type MachineUnderTest, machineUnderTest, REGION } from './machine-under-test';

let machine: MachineUnderTest;
let forensics: Forensics;
beforeAll(async () => {
  machine = await machineUnderTest(async (sandbox, accounts) => {
    forensics = await makeForensics(sandbox, accounts);
    const documents = {
      TRAILWARDEN_DOCUMENT_HASHES: await shippedHash(
        sandbox.credentials(accounts.member),
        sandbox.endpoint,
      ),
    };
    return { TRAILWARDEN_MOST_ISOLATED: '50', ...documents, ...forensics.environment };
  });
});
afterAll(() => machine.close());

/** Of the document as it was deployed. */
async function shippedHash(
  credentials: SSMClientConfig['credentials'],
  endpoint: string,
): Promise<string> {
  const ssm = new SSMClient({ endpoint, region: REGION, ...(credentials && { credentials }) });
  const { Content = '' } = await ssm.send(new GetDocumentCommand({ Name: 'trailwarden-collect' }));
  return `collect=${createHash('sha256').update(Content).digest('hex')}`;
}

const told = async (id: string): Promise<string> =>
  (await machine.read(id)).timeline.map(({ text }) => text).join('\n');

const diskOf = (instanceId: string): string =>
  [...hooks.ec2.state(machine.sandbox.world).volumes.values()].find(
    ({ attachment }) => attachment?.instanceId === instanceId,
  )?.id ?? '';

const zoneOf = (instanceId: string): string =>
  [...hooks.ec2.state(machine.sandbox.world).volumes.values()].find(
    ({ attachment }) => attachment?.instanceId === instanceId,
  )?.availabilityZone ?? '';

test('another machine’s snapshot with the incident’s tag is not taken for the evidence', async () => {
  const [{ id: instanceId }, { id: other }] = [await aMachine(machine), await aMachine(machine)];
  const id = await machine.incident(await machine.session(instanceId));
  await machine.asked(id);
  const { SnapshotId = '' } = await machine.ec2.send(
    new CreateSnapshotCommand({ VolumeId: diskOf(other) }),
  );
  const Tags = [
    { Key: 'trailwarden:incident', Value: id },
    { Key: 'trailwarden:volume', Value: '<!channel> all is well' },
  ];
  await machine.ec2.send(new CreateTagsCommand({ Resources: [SnapshotId], Tags }));
  await machine.answer(id, 'not-me');
  await machine.asked(id, 'released');
  const text = await told(id);
  expect(text).not.toContain(SnapshotId);
  expect(text).not.toContain('all is well');
  expect(text).toContain(`${diskOf(instanceId)} was examined`);
});

test('a disk that is detached after the machine was first looked at is told as missing', async () => {
  const { id: instanceId } = await aMachine(machine);
  const AvailabilityZone = zoneOf(instanceId);
  const { VolumeId: disk = '' } = await machine.ec2.send(
    new CreateVolumeCommand({ AvailabilityZone, Size: 1 }),
  );
  await machine.ec2.send(
    new AttachVolumeCommand({ InstanceId: instanceId, VolumeId: disk, Device: '/dev/sdf' }),
  );
  const id = await machine.incident(await machine.session(instanceId));
  await machine.asked(id);
  await machine.ec2.send(new DetachVolumeCommand({ VolumeId: disk, Force: true }));
  await machine.answer(id, 'not-me');
  await machine.asked(id, 'released');
  expect(await told(id)).toContain(`${disk} was on the machine and has no snapshot`);
});

test('a document that was changed in the member is not run', async () => {
  const { id: instanceId } = await aMachine(machine);
  const id = await machine.incident(await machine.session(instanceId));
  await machine.asked(id);
  const { endpoint, credentials } = machine.sandbox;
  const member = credentials(machine.member);
  const ssm = new SSMClient({ endpoint, region: REGION, credentials: member });
  const Name = 'trailwarden-collect';
  const { Content = '' } = await ssm.send(new GetDocumentCommand({ Name }));
  const theirs = Content.replace('#!/bin/sh', '#!/bin/sh -x');
  await ssm.send(new UpdateDocumentCommand({ Name, DocumentVersion: '$LATEST', Content: theirs }));
  await ssm.send(new UpdateDocumentDefaultVersionCommand({ Name, DocumentVersion: '2' }));
  await machine.answer(id, 'not-me');
  await machine.asked(id, 'released');
  const text = await told(id);
  expect(text).toMatch(
    /what runs on it: not taken: ssm:SendCommand was rejected .InvalidDocument.\n/,
  );
  expect(text).toContain(`${diskOf(instanceId)} was examined`);
});

test('a command that may not be sent is told, and the machine stays contained and is examined', async () => {
  const { id: instanceId } = await aMachine(machine);
  const id = await machine.incident(await machine.session(instanceId));
  await machine.asked(id);
  const { sandbox, member } = machine;
  const at = { endpoint: sandbox.endpoint, region: REGION };
  const iam = new IAMClient({ ...at, credentials: sandbox.credentials(member) });
  const never = { Effect: 'Deny', Action: 'ssm:SendCommand', Resource: '*' };
  await iam.send(
    new PutRolePolicyCommand({
      ...{ RoleName: 'trailwarden-collector', PolicyName: 'never' },
      PolicyDocument: JSON.stringify({ Version: '2012-10-17', Statement: never }),
    }),
  );
  await machine.answer(id, 'not-me');
  await machine.asked(id, 'released');
  const text = await told(id);
  expect(text).toContain('what runs on it: not taken: ssm:SendCommand was denied');
  expect(text).toContain(`${diskOf(instanceId)} was examined`);
});
