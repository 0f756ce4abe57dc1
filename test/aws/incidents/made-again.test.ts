import { expect, test } from '@jest/globals';
import type { TrailState } from '../../../shared/domain/trail';
import { aCheck, anEvent } from '../../builders/a-signal';
import { aTrailState } from '../../builders/a-trail-state';
import { aDenial } from '../../builders/an-observation';
import {
  ALL_MANAGEMENT,
  advanced,
  anAdvancedSelector,
  BUCKET,
  basic,
} from '../../builders/selectors';
import { tablePerTest } from '../open-test-table';
import { GuardedTrail } from './guarded-trail';

const table = tablePerTest();
let trail: GuardedTrail;

/** Captures the trail in this state. */
const guard = async (different: Partial<TrailState> = {}): Promise<void> => {
  trail = await GuardedTrail.in(table, { state: { ...aTrailState(), ...different } });
};

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

test('parts that a trail made again does not have yet are no techniques of their own', async () => {
  await guard();
  const { settings, tags = {} } = trail.world.rest;
  expect(Object.keys(tags)).not.toEqual([]);
  await madeAgainAs({ tags: {}, settings: { ...settings, logFileValidationEnabled: false } });
  expect(await named()).toEqual(['delete-trail']);
});

test('a foreign value in a trail made again is named, even the value "none"', async () => {
  await guard();
  const { settings } = trail.world.rest;
  await madeAgainAs({ settings: { ...settings, s3KeyPrefix: 'none' } });
  expect(await named()).toEqual(['delete-trail', 'redirect-delivery']);
});

const OBJECTS = anAdvancedSelector('Data', {
  Field: 'resources.type',
  Equals: ['AWS::S3::Object'],
});
const MANAGEMENT = anAdvancedSelector('Management');

test.each([
  ['advanced ones', advanced(MANAGEMENT, OBJECTS)],
  ['data resources', basic({ DataResources: [BUCKET] })],
])(
  'the default selectors of a trail made again are no technique when the baseline has %s',
  async (_, selectors) => {
    await guard({ selectors });
    await madeAgainAs({ selectors: ALL_MANAGEMENT });
    expect(await named()).toEqual(['delete-trail']);
  },
);

test.each([
  ['narrow-advanced-selectors', advanced(MANAGEMENT)],
  ['narrow-event-selectors', basic({ ReadWriteType: 'ReadOnly' })],
])('partial selectors of a trail made again are found as %s', async (technique, selectors) => {
  await guard({ selectors: advanced(MANAGEMENT, OBJECTS) });
  await madeAgainAs({ selectors });
  expect(await named()).toEqual(['delete-trail', technique]);
});

test('a trail made again for a single Region was narrowed', async () => {
  await guard();
  const { settings } = trail.world.rest;
  await madeAgainAs({ settings: { ...settings, isMultiRegionTrail: false } });
  expect(await named()).toEqual(['delete-trail', 'narrow-regions']);
});
