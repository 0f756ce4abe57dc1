import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { intruder } from '../../../services/cli/local/attack';
import { drillUndone, incidentsOf } from '../../../services/cli/local/drill-undone';
import {
  type Local,
  RESPONDER,
  settled,
  startCold,
  startLocal,
} from '../../../services/cli/local/local';
import { undoDrills } from '../../../services/cli/local/undo-drills';
import { until } from '../../../services/cli/local/until';
import type { Incident } from '../../../shared/domain/incident';
import { reportedRows } from '../../../shared/tampering/reported/catalogue';
import { openSignals } from '../signals';

const OFF = 'ORG-09';
const DENIED = 'KMS-06';
const undoable = [...new Set(undoDrills.map(({ row }) => row))];

let local: Local;
beforeAll(async () => {
  local = await startLocal({
    accounts: 1,
    kinds: ['trail'],
    undo: {
      reported: undoable.filter((row) => row !== OFF),
      allowed: undoable.filter((row) => row !== DENIED),
    },
  });
});
afterAll(() => local.close());

const drillOf = (row: string) => {
  const drill = undoDrills.find((one) => one.row === row);
  if (!drill) throw new Error(`There is no drill of ${row}.`);
  return drill;
};

test('every reported way that can be undone has a drill here', () => {
  const rows = reportedRows.filter(({ undo }) => undo).map(({ row }) => row);
  expect([...undoable].sort()).toEqual([...rows].sort());
});

test.each(undoDrills.filter(({ row }) => row !== OFF && row !== DENIED))(
  '$title: with the setting on it is undone, and a person is called as well',
  async (drill) => {
    const { outcome, escalation, isUndone, incidents, timeline } = await drillUndone(local, drill);
    expect({ outcome, isUndone, incidents }).toEqual({
      outcome: 'restored',
      isUndone: true,
      incidents: 1,
    });
    expect(escalation).toMatch(/^Undone with [a-z]+:[A-Za-z]+ on .+\. Look at who did it/);
    expect(timeline.map(({ kind }) => kind)).toEqual(
      expect.arrayContaining(['tampered', 'step', 'restored']),
    );
    const [incident] = await incidentsOf(local, drill.row);
    expect(incident).toMatchObject({ state: 'escalated', events: 1 });
    expect(incident?.guidance?.length).toBeGreaterThan(2);
  },
);

test('a reported way that the setting does not name is told and left as it is', async () => {
  const { attack, accountId, look } = await drillOf(OFF).prepare(local);
  const before = await look();
  await attack(await intruder(local, accountId));
  const incident = await incidentOf(OFF, () => true);
  await settled(local);
  expect(await look()).not.toEqual(before);
  expect(incident).toMatchObject({ state: 'escalated', outcome: 'escalated' });
  expect(incident.escalation).toMatch(/^Trailwarden does not undo it\. /);
});

test('a denied undoing is written on the incident, and its message is done', async () => {
  const { isUndone, outcome, escalation, timeline } = await drillUndone(local, drillOf(DENIED));
  expect({ isUndone, outcome }).toEqual({ isUndone: false, outcome: 'failed' });
  expect(escalation).toMatch(
    /^Asked for and refused: kms:DescribeCustomKeyStores was denied \(AccessDeniedException\)\. Deploy services\/member\/undo\.yml in 333344445555/,
  );
  expect(timeline.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['step', 'failed']));
  await settled(local);
});

test('a redelivered event does not undo what people have changed since', async () => {
  const { organization, sandbox } = local;
  const [incident] = await incidentsOf(local, 'ORG-06');
  const policyId = [...sandbox.world.organization.policies.values()].find(
    ({ name }) => name === 'no-machines',
  )?.id;
  const attached = () =>
    sandbox.world.organization.attachments.get(organization.logArchiveAccountId);
  attached()?.add(policyId ?? '');
  const record = sandbox.world.feed.entries.find(
    (entry) => entry.kind === 'record' && entry.record.eventName === 'AttachPolicy',
  );
  if (record?.kind !== 'record') throw new Error('Nothing tells of the attachment.');
  startCold(local, RESPONDER);
  await openSignals(local).sendTogether([
    JSON.stringify({
      source: 'aws.organizations',
      'detail-type': 'AWS API Call via CloudTrail',
      account: organization.managementAccountId,
      region: 'us-east-1',
      time: record.record.eventTime,
      detail: record.record,
    }),
  ]);
  const again = await incidentOf('ORG-06', ({ redeliveries }) => redeliveries > 0);
  await settled(local);
  expect(attached()).toContain(policyId);
  expect(again.timeline).toEqual(incident?.timeline);
});

test('a repeated event is undone a limited number of times, and then a person is called', async () => {
  const { accountId, attack, look } = await drillOf('ORG-07').prepare(local);
  const before = await look();
  const inside = await intruder(local, accountId);
  for (let times = 2; times <= 5; times += 1) {
    await attack(inside);
    await incidentOf('ORG-07', ({ timeline }) => count(timeline, 'restored') === times);
    expect(await look()).toEqual(before);
  }
  await attack(inside);
  const fought = await incidentOf('ORG-07', ({ timeline }) => count(timeline, 'escalated') > 0);
  expect(await look()).not.toEqual(before);
  expect(fought.escalation).toBe(
    'It is not undone. It was undone again and again; someone keeps doing it, and a person must end that.',
  );
});

const count = (timeline: Incident['timeline'], kind: string): number =>
  timeline.filter((entry) => entry.kind === kind).length;

/** The newest incident of a row, once it is so. */
async function incidentOf(row: string, isSo: (one: Incident) => boolean): Promise<Incident> {
  await until(async () => (await incidentsOf(local, row)).some(isSo), {
    what: `${row} has the incident of the story`,
    withinMs: 30_000,
  });
  const [incident] = await incidentsOf(local, row);
  if (!incident) throw new Error(`${row} has no incident.`);
  return incident;
}
