import { CreateTableCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { packageService } from '../../services/cli/local/package-service';
import { captureBaseline } from '../../shared/aws/baselines/sealed';
import {
  findIncidents,
  getIncident,
  type Question,
} from '../../shared/aws/incidents/find-incidents';
import { bookRules } from '../../shared/aws/incidents/hold-incident';
import { record } from '../../shared/aws/incidents/record';
import { readMemory } from '../../shared/aws/memory';
import { openTable, type Table } from '../../shared/aws/table/table';
import type { IncidentSummary } from '../../shared/domain/incident';
import { subjectKey } from '../../shared/domain/subject';
import { aTrail } from '../builders/a-trail';
import { aTrailState } from '../builders/a-trail-state';
import { at } from '../builders/at';
import { connection } from './connection';
import { look, type Tampering } from './look';
import type { Started } from './start-child';
import { tableOfTemplate } from './table-of-template';

export interface Engine {
  readonly start: () => Promise<Started>;
  /** Whether writes of one item that come at the same time are taken one after the other. */
  readonly isRaceSafe: boolean;
}

/** What we rely on DynamoDB for, on any engine: the same tests, the table of the packaged template. */
export function tableScenario({ start, isRaceSafe }: Engine): void {
  let started: Started | undefined;
  let table: Table;

  beforeAll(async () => {
    started = await start();
    table = openTable('trailwarden', connection(started.endpoint));
    const { template } = await packageService();
    await table.client.send(new CreateTableCommand(tableOfTemplate(template)));
  });

  afterAll(async () => {
    table.client.destroy();
    await started?.close();
  });

  const note = (tampering: Tampering) => record({ table, ...bookRules }, look(tampering));

  const find = async (question: Question): Promise<readonly IncidentSummary[]> => {
    const found: IncidentSummary[] = [];
    for await (const incident of findIncidents(table, question)) found.push(incident);
    return found;
  };

  /** At the same time, where the engine can. */
  const eightTimes = async <T>(write: (name: string) => Promise<T>): Promise<readonly T[]> => {
    const names = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];
    if (isRaceSafe) return Promise.all(names.map(write));
    const written: T[] = [];
    for (const name of names) written.push(await write(name));
    return written;
  };

  test('looks at one subject at the same time open one incident and count every event', async () => {
    const accountId = '111122223333';
    await eightTimes((eventId) => note({ accountId, eventId }));
    expect(await find({ accountId })).toMatchObject([{ accountId, events: 8, redeliveries: 0 }]);
  });

  test('an event delivered again is counted once', async () => {
    const accountId = '222233334444';
    for (const _ of [1, 2, 3]) await note({ accountId, eventId: 'the-same' });
    expect(await find({ accountId })).toMatchObject([{ events: 1, redeliveries: 2 }]);
  });

  test('a blind window seen by many looks is added up once', async () => {
    const accountId = '333344445555';
    await eightTimes((eventId) => note({ accountId, eventId }));
    const [summary] = await find({ accountId });
    const incident = await getIncident(table, summary?.id ?? '');
    expect(incident).toMatchObject({ events: 8, blindMs: 2_000, windows: [{}] });
  });

  test('tampering after the quiet period opens a second incident', async () => {
    const accountId = '444455556666';
    const quiet = bookRules.quietMs / 1_000;
    await note({ accountId, eventId: 'first', second: 0 });
    await note({ accountId, eventId: 'soon', second: 60 });
    await note({ accountId, eventId: 'late', second: 2 * quiet });
    const openedAt = (await find({ accountId })).map((incident) => incident.openedAt);
    expect(openedAt).toEqual([at(2 * quiet + 1), at(1)]);
  });

  test('an incident that keeps being tampered with is escalated', async () => {
    const accountId = '555566667777';
    for (const second of [10, 20, 30, 40, 50]) {
      await note({ accountId, eventId: `at-${second}`, second });
    }
    const escalated = await find({ state: 'escalated', accountId });
    expect(escalated).toMatchObject([{ state: 'escalated', events: 5 }]);
  });

  test('many first sights of a subject capture one baseline', async () => {
    const subject = aTrail({ accountId: '666677778888' });
    const seen = { kind: 'present', subject, observedAt: at(0), state: aTrailState() } as const;
    const captures = await eightTimes((name) =>
      captureBaseline(table, seen, { capturedAt: at(0), capturedBy: name, why: 'first sight' }),
    );
    const [capturedBy, ...others] = new Set(captures.map(({ baseline }) => baseline?.capturedBy));
    const memory = await readMemory(table, subject.accountId, () => new Date());
    expect(others).toEqual([]);
    expect(memory).toMatchObject({
      subjects: { [subjectKey(subject)]: { baseline: { capturedBy, version: 1, subject } } },
    });
  });

  test('each question is answered newest first, page after page', async () => {
    const accountId = '777788889999';
    const actor = `arn:aws:iam::${accountId}:user/mallory`;
    // Twelve times 100 KB is more than the 1 MB that one page of a Query holds. A day before the
    // other tests, so that time tells them apart where the question does not.
    const userAgent = 'x'.repeat(100_000);
    const numbers = Array.from({ length: 12 }, (_, number) => number);
    for (const number of numbers) {
      const second = number * 60 - 86_400;
      const trail = `trail-${number}`;
      await note({ accountId, actor, trail, eventId: trail, second, userAgent });
    }
    const newestFirst = [...numbers].reverse().map((number) => at(number * 60 + 1 - 86_400));
    const that = { since: at(-86_400), until: at(-80_000) };
    const questions: readonly Question[] = [
      { accountId },
      { actor },
      { technique: 'stop-logging', ...that },
      { state: 'restored', ...that },
      { unacknowledged: true, ...that },
      that,
    ];
    for (const question of questions) {
      const openedAt = (await find(question)).map((incident) => incident.openedAt);
      expect({ question, openedAt }).toEqual({ question, openedAt: newestFirst });
    }
  });

  test('a list goes on after the last incident seen', async () => {
    const accountId = '888899990000';
    for (const second of [10, 20, 30]) {
      await note({ accountId, trail: `trail-${second}`, eventId: `trail-${second}`, second });
    }
    const [newest, ...older] = await find({ accountId });
    const after = `${newest?.openedAt}#${newest?.id}`;
    expect(older).toHaveLength(2);
    expect(await find({ accountId, after })).toEqual(older);
  });

  test('incidents of one subject are found by it alone', async () => {
    const accountId = '999900001111';
    await note({ accountId, trail: 'one', eventId: 'one' });
    await note({ accountId, trail: 'two', eventId: 'two' });
    const key = subjectKey(aTrail({ accountId, name: 'two' }));
    expect(await find({ subjectKey: key })).toMatchObject([{ subjectKey: key, accountId }]);
  });
}
