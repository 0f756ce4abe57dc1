import { describe, expect, test } from '@jest/globals';
import { heldBack, nameHeldBy } from '../../shared/domain/name-held';
import type { Observation } from '../../shared/domain/observation';
import { type Subject, subjectKey } from '../../shared/domain/subject';
import { aBaseline } from '../builders/a-baseline';
import { aTrail } from '../builders/a-trail';
import { aTrailState } from '../builders/a-trail-state';
import { aPresent } from '../builders/an-observation';
import { at } from '../builders/at';

const main = aTrail();
const elsewhere = { ...main, region: 'eu-west-1', id: main.id.replace('us-east-1', 'eu-west-1') };
const oneRegion = { settings: { isMultiRegionTrail: false } };

const remembering = (...baselines: readonly ReturnType<typeof aBaseline>[]) => ({
  ...{ kind: 'known' as const, readAt: at(0), exemptions: [] },
  subjects: Object.fromEntries(
    baselines.map((baseline) => [subjectKey(baseline.subject), { baseline }]),
  ),
});

test.each([
  ['the same name in another Region', aPresent({ subject: elsewhere }), {}, true],
  ['another name', aPresent({ subject: { ...elsewhere, id: `${elsewhere.id}-2` } }), {}, false],
  ['the same trail', aPresent({ subject: main }), {}, false],
  [
    'the name of one that is retired',
    aPresent({ subject: elsewhere }),
    { retired: true as const },
    false,
  ],
])('whether a trail with %s has the name of a guarded one', (_, observation, more, isHeld) => {
  const said = nameHeldBy(observation, remembering({ ...aBaseline({ subject: main }), ...more }));
  expect(said !== undefined).toBe(isHeld);
  if (isHeld) expect(said).toContain(`delete-trail --region eu-west-1 --name ${elsewhere.id}`);
});

test('two single-Region trails may have the same name', () => {
  const baseline = aBaseline({ subject: main, state: aTrailState(oneRegion) });
  const small = aPresent({ subject: elsewhere, state: aTrailState(oneRegion) });
  expect(nameHeldBy(small, remembering(baseline))).toBeUndefined();
  expect(nameHeldBy(aPresent({ subject: elsewhere }), remembering(baseline))).toBeDefined();
});

const filler = { ...main, id: `${main.id}-zz` };
const absent = (subject: typeof main) => ({ kind: 'absent' as const, subject, observedAt: at(9) });
const seeing = (answer: (subject: Subject) => Observation) => async (subject: Subject) =>
  answer(subject);
const guardedAt = (subject: typeof main, capturedAt: string) => aBaseline({ subject, capturedAt });

describe('while a guarded trail is gone', () => {
  const gone = seeing(() => absent(main));
  const there = seeing(() => aPresent({ subject: main }));
  const memory = remembering(guardedAt(main, at(0)));

  test.each([
    ['of the same Region', filler],
    ['of another Region, where it takes a place too', { ...filler, region: 'eu-west-1' }],
  ])('a new trail %s becomes no baseline', async (_, subject) => {
    const said = await heldBack(aPresent({ subject }), memory, gone);
    expect(said).toContain(`${main.id} is guarded and gone`);
    expect(said).toContain(`delete-trail --region ${subject.region} --name ${filler.id}`);
  });

  test('a new trail can become a baseline when the guarded one is back or retired', async () => {
    expect(await heldBack(aPresent({ subject: filler }), memory, there)).toBeUndefined();
    const retired = remembering({ ...guardedAt(main, at(0)), retired: true });
    expect(await heldBack(aPresent({ subject: filler }), retired, gone)).toBeUndefined();
  });

  test('a new trail becomes no baseline while it is unknown whether the guarded one is gone', async () => {
    const why = {
      kind: 'throttled',
      call: 'cloudtrail:DescribeTrails',
      code: 'Throttling',
    } as const;
    const unread = seeing(() => ({ ...absent(main), kind: 'unreachable', why }));
    expect(await heldBack(aPresent({ subject: filler }), memory, unread)).toContain(
      `whether ${main.id}, which has one, is still there could not be read`,
    );
  });

  const both = (state: 'escalated' | 'restored', mainAt: string) => {
    const known = remembering(guardedAt(main, mainAt), guardedAt(filler, at(5)));
    const episode = { incidentId: 'inc-1', state, openedAt: at(6), lastSeenAt: at(6) };
    const key = subjectKey(main);
    const subjects = { ...known.subjects, [key]: { ...known.subjects[key], episode } };
    return { ...known, subjects };
  };

  test('a deleted trail is not made again before one that was guarded earlier', async () => {
    expect(await heldBack(absent(filler), both('escalated', at(0)), gone)).toContain(
      `${main.id} was guarded before it and is gone as well`,
    );
    expect(await heldBack(absent(filler), both('escalated', at(0)), there)).toBeUndefined();
    expect(await heldBack(absent(filler), both('restored', at(0)), gone)).toBeUndefined();
    expect(await heldBack(absent(filler), both('escalated', at(8)), gone)).toBeUndefined();
  });
});
