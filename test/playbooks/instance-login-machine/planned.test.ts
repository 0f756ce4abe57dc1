import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { openKmsSeal } from '../../../shared/aws/baselines/kms-seal';
import { declareExemption } from '../../../shared/aws/exemptions/declare-exemption';
import { machineKey } from '../../../shared/domain/login';
import { aMachine } from './a-machine';
import { type MachineUnderTest, machineUnderTest, REGION } from './machine-under-test';

const HOUR_MS = 3_600_000;
let machine: MachineUnderTest;
beforeAll(async () => {
  machine = await machineUnderTest();
});
afterAll(() => machine.close());

test('a sealed exemption makes any login expected', async () => {
  const { id: instanceId } = await aMachine(machine);
  const { sandbox, security, member, table } = machine;
  const seal = openKmsSeal(
    { seal: machine.sealKey, mac: 'alias/trailwarden-mac' },
    {
      ...{ endpoint: sandbox.endpoint, region: REGION },
      credentials: sandbox.credentials(security),
    },
  );
  const now = sandbox.world.now();
  await declareExemption(table, {
    scope: {
      accountId: member,
      subjectKey: machineKey({ accountId: member, region: REGION }, instanceId),
    },
    ...{ by: 'ann', why: 'CHG-1042', seal, declaredAt: now },
    until: new Date(now.getTime() + HOUR_MS),
  });
  const id = await machine.incident(await machine.session(instanceId));
  const states = ['Identify', 'Decide', 'WhatIsIt', 'Report'];
  expect(await machine.ended(id)).toEqual({ status: 'SUCCEEDED', states });
  expect((await machine.read(id)).playbook?.lines[0]).toContain('expected (exemption)');
});
