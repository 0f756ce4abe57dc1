import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals';
import type { Table } from '../../../shared/aws/table/table';
import type { TrailState } from '../../../shared/domain/trail';
import { aCheck, anEvent } from '../../builders/a-signal';
import { aDenial } from '../../builders/an-observation';
import type { Loopback } from '../loopback';
import { dropTestTable, openTestTable, startEngine } from '../open-test-table';
import { GuardedTrail } from './guarded-trail';

let engine: Loopback;
let table: Table;
let trail: GuardedTrail;

beforeAll(async () => {
  engine = await startEngine();
});
afterAll(() => engine.close());
beforeEach(async () => {
  table = await openTestTable(engine);
  trail = await GuardedTrail.in(table);
});
afterEach(() => dropTestTable(table));

/** The trail was deleted and could not be made again at once; now it stands there like this. */
async function madeAgainAs(different: Partial<Omit<TrailState, 'status'>>): Promise<void> {
  const { world } = trail;
  const rest = world.rest;
  world.exists = false;
  const at = world.now().toISOString();
  const deleted = { id: 'deleted', eventTime: at, receivedAt: at };
  world.obstacles.take.push(...Array.from({ length: 20 }, () => aDenial()));
  await trail.deliver([anEvent({ ...deleted, evidence: { eventName: 'DeleteTrail' } })]);
  world.obstacles.take.length = 0;
  world.exists = true;
  world.start();
  world.rest = { ...rest, ...different };
  world.pass(61);
}

/** A look by an environment that does not know that the trail was made again. */
const named = async (): Promise<readonly string[]> => {
  await trail.deliver([aCheck()]);
  return (await trail.incident()).techniques;
};

test('what a trail that was made again only lacks was not taken from it', async () => {
  const { tags = {} } = trail.world.rest;
  expect(Object.keys(tags)).not.toEqual([]);
  await madeAgainAs({ tags: {} });
  expect(await named()).toEqual(['delete-trail']);
});

test('a value that somebody put there meanwhile is named, whatever it is called', async () => {
  const { settings } = trail.world.rest;
  await madeAgainAs({ settings: { ...settings, s3KeyPrefix: 'none' } });
  expect(await named()).toEqual(['delete-trail', 'redirect-delivery']);
});
