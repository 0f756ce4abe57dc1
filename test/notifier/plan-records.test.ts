import { expect, test } from '@jest/globals';
import { planRecords, type RecordDesk } from '../../services/notifier/plan-records';
import { incidentKey } from '../../shared/aws/table/table';
import type { Notice } from '../../shared/domain/notification';
import { parseConfiguration } from '../../shared/tell/notify/configuration';
import { anIncident } from '../builders/an-incident';
import { recordOf } from './notifying';

const topicArn = 'arn:aws:sns:us-east-1:111122223333:security';
const configuration = parseConfiguration(
  JSON.stringify({ channels: { mail: { kind: 'sns', topicArn } } }),
);

/** A desk that cannot write notices of the refused incidents. It keeps what was planned and set aside, in order. */
function desk(refused: readonly string[] = []) {
  const planned: string[] = [];
  const aside: string[] = [];
  const own: RecordDesk = {
    notifier: {
      configuration,
      now: () => new Date('2026-11-21T20:50:00.000Z'),
      plan: async ({ incidentId, id }: Notice) => {
        if (refused.includes(incidentId)) throw new Error('ThrottlingException');
        planned.push(`${incidentId} ${id}`);
        return true;
      },
    },
    setAside: async ({ eventID = '' }, why) => {
      aside.push(`${eventID}: ${why}`);
    },
    say: () => undefined,
  };
  return { own, planned, aside };
}

/** The n-th write of an incident. */
function record(number: number, id: string, different: Readonly<Record<string, unknown>> = {}) {
  const { techniques: _, actors: __, ...incident } = anIncident({ id });
  const after = { ...incident, ...incidentKey(id), revision: number, ...different };
  return recordOf({ after, incident: anIncident({ id }) }, number);
}

const numbers = (failed: readonly { readonly eventID?: string }[]) =>
  failed.map(({ eventID }) => eventID);

test('an unreadable record is set aside at once, and the records before and after it are told', async () => {
  const { own, planned, aside } = desk();
  const poison = record(2, 'inc-poison', { techniques: 5 });
  const answer = await planRecords(own, [record(1, 'inc-1'), poison, record(3, 'inc-3')]);
  expect(answer).toEqual({ notices: 2, failed: [] });
  expect(planned).toEqual(['inc-1 restored#1', 'inc-3 restored#3']);
  expect(aside).toEqual([expect.stringMatching(/^record-2: The record cannot be read: TypeError/)]);
});

test('a record that the table refused comes again, and delays only its own incident', async () => {
  const { own, planned } = desk(['inc-1']);
  const records = [
    record(1, 'inc-1', { state: 'open' }),
    record(2, 'inc-2'),
    record(3, 'inc-1', { state: 'escalated' }),
  ];
  const { failed } = await planRecords(own, records);
  expect(numbers(failed)).toEqual(['record-1']);
  expect(planned).toEqual(['inc-2 restored#2']);
});

test('a record that could not even be set aside comes again', async () => {
  const { own } = desk();
  const full = { ...own, setAside: () => Promise.reject(new Error('QueueDoesNotExist')) };
  const { failed } = await planRecords(full, [
    record(1, 'inc-poison', { techniques: 5 }),
    record(2, 'inc-2'),
  ]);
  expect(numbers(failed)).toEqual(['record-1']);
});

test('when the table refuses every write, the whole batch fails', async () => {
  const { own } = desk(['inc-1', 'inc-2']);
  await expect(planRecords(own, [record(1, 'inc-1'), record(2, 'inc-2')])).rejects.toThrow(
    'ThrottlingException',
  );
});
