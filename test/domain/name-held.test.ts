import { expect, test } from '@jest/globals';
import { nameHeldBy } from '../../shared/domain/name-held';
import { subjectKey } from '../../shared/domain/subject';
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
])('a trail with %s', (_, observation, more, isHeld) => {
  const said = nameHeldBy(observation, remembering({ ...aBaseline({ subject: main }), ...more }));
  expect(said !== undefined).toBe(isHeld);
  if (isHeld) expect(said).toContain(`delete-trail --region eu-west-1 --name ${elsewhere.id}`);
});

test('two trails of one Region each may have one name', () => {
  const baseline = aBaseline({ subject: main, state: aTrailState(oneRegion) });
  const small = aPresent({ subject: elsewhere, state: aTrailState(oneRegion) });
  expect(nameHeldBy(small, remembering(baseline))).toBeUndefined();
  expect(nameHeldBy(aPresent({ subject: elsewhere }), remembering(baseline))).toBeDefined();
});
