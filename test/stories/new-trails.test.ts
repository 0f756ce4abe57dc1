import {
  CreateTrailCommand,
  DeleteTrailCommand,
  DescribeTrailsCommand,
  PutInsightSelectorsCommand,
  StartLoggingCommand,
} from '@aws-sdk/client-cloudtrail';
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { hooks } from '../../services/sandbox';
import type { Incident } from '../../shared/domain/incident';
import { administratorArn } from './people';
import { Scene, type Trail, trailAt } from './scene';

let scene: Scene;
beforeAll(async () => {
  scene = await Scene.set(11);
});
beforeEach(() => scene.quiet());
afterAll(() => scene.close());

const OURS = 'trailwarden-logs-333344445555';
const FOREIGN = 'mallorys-bucket';
const FIT = { IsMultiRegionTrail: true, EnableLogFileValidation: true };

/** The calls with which people, consoles and attackers make the trail `new`. */
const calls = {
  create: (S3BucketName: string, more: object = {}) =>
    new CreateTrailCommand({ Name: 'new', S3BucketName, ...more }),
  noInsights: () => new PutInsightSelectorsCommand({ TrailName: 'new', InsightSelectors: [] }),
  start: () => new StartLoggingCommand({ Name: 'new' }),
};
type Call = ReturnType<(typeof calls)[keyof typeof calls]>;

/** Together, as far as the queue brings them together, or each looked at before the next is made. */
async function make(place: Trail, paced: boolean, ...made: readonly Call[]): Promise<void> {
  for (const call of made) {
    // The union of three commands is none of the client's overloads.
    await scene.administrator(place).send(call as CreateTrailCommand);
    if (paced) await scene.quiet();
  }
  await scene.quiet();
  await scene.check(place); // as a sweep does
  await scene.check(place);
}

const incidentsAfter = async (paced: boolean, ...made: readonly Call[]) => {
  const place = scene.newTrail();
  await make(place, paced, ...made);
  const incidents = await scene.incidentsIn(place.accountId);
  return { place, incidents: incidents.map(inShort) };
};

for (const paced of [false, true]) {
  const how = paced ? 'one after the other' : 'at once';

  test(`a trail that is made for our bucket and started is no incident: ${how}`, async () => {
    const { incidents } = await incidentsAfter(paced, calls.create(OURS, FIT), calls.start());
    expect(incidents).toEqual([]);
  });

  test(`a trail for our bucket that a console makes, which sets its Insights to none, is no incident: ${how}`, async () => {
    const { incidents } = await incidentsAfter(
      paced,
      calls.create(OURS, FIT),
      calls.noInsights(),
      calls.start(),
    );
    expect(incidents).toEqual([]);
  });

  const rogues: Readonly<Record<string, readonly Call[]>> = {
    'is made as ours are': [calls.create(FOREIGN, FIT), calls.start()],
    'is never started': [calls.create(FOREIGN)],
    'a console makes': [calls.create(FOREIGN), calls.noInsights(), calls.start()],
  };
  for (const [which, made] of Object.entries(rogues)) {
    test(`a trail into a foreign bucket that ${which} is one incident, which names its maker: ${how}`, async () => {
      const { place, incidents } = await incidentsAfter(paced, ...made);
      expect(incidents).toEqual([rogueBy(place)]);
    });
  }
}

const inShort = ({ state, techniques, sentence, evidence }: Incident) => ({
  ...{ state, techniques, sentence },
  who: evidence?.actor.principal,
});

const rogueBy = (place: Trail): ReturnType<typeof inShort> => ({
  state: 'escalated',
  techniques: ['CT-14'],
  sentence: `New trail new exports events to bucket ${FOREIGN}, which is not one of ours.`,
  who: administratorArn(place),
});

const name = (at: string) => at.split(':trail/')[1] ?? '';

// AWS allows five trails in a Region; the organization’s has one of them.
test('a trail that takes the place of a deleted one is not guarded, and the next free place goes to the oldest deleted trail', async () => {
  const main = scene.newTrail();
  const administrator = scene.administrator(main);
  const make = async (Name: string) => {
    await administrator.send(new CreateTrailCommand({ Name, S3BucketName: OURS, ...FIT }));
    await administrator.send(new StartLoggingCommand({ Name }));
  };
  const trails = async () => {
    const { trailList = [] } = await administrator.send(new DescribeTrailsCommand({}));
    return trailList.map(({ Name }) => Name).filter((one) => one !== 'organization');
  };
  const own = name(main.id);
  for (const Name of ['zz-1', 'zz-2', 'zz-3']) await make(Name);
  await scene.quiet();
  await scene.check(main); // they are guarded now

  scene.world.events.faults.hold = true;
  await administrator.send(new DeleteTrailCommand({ Name: own }));
  await make('zz-4');
  hooks.events.releaseDeliveries(scene.world.events.faults);
  await scene.quiet();
  await scene.check(main);
  expect(await trails()).toEqual(['zz-1', 'zz-2', 'zz-3', 'zz-4']);
  const [told] = await scene.incidentsOn(main);
  expect(told?.state).toBe('escalated');
  expect(told?.escalation).toContain(`zz-4, made by ${administratorArn(main)}`);
  expect(told?.escalation).toContain(`zz-3, made by ${administratorArn(main)}`);
  const filler = trailAt(main.id.replace(/[^/]*$/, 'zz-4'));
  const [made] = await scene.incidentsOn(filler);
  expect(made).toMatchObject({ state: 'escalated', techniques: ['CT-14'] });
  expect(made?.evidence?.actor.principal).toBe(administratorArn(main));

  await administrator.send(new DeleteTrailCommand({ Name: 'zz-1' }));
  await scene.quiet();
  await scene.check(main);
  expect((await trails()).toSorted()).toEqual([own, 'zz-2', 'zz-3', 'zz-4']);
});
