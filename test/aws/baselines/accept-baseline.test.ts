import { beforeEach, expect, test } from '@jest/globals';
import { acceptBaseline } from '../../../shared/aws/baselines/accept-baseline';
import {
  baselineRows,
  currentBaseline,
  historyRows,
} from '../../../shared/aws/baselines/find-baselines';
import { captureBaseline } from '../../../shared/aws/baselines/sealed';
import { aBaseline } from '../../builders/a-baseline';
import { aTrail } from '../../builders/a-trail';
import { aTrailState } from '../../builders/a-trail-state';
import { aPresent } from '../../builders/an-observation';
import { at } from '../../builders/at';
import { mortalTable } from '../incidents/mortal-table';
import { tablePerFile } from '../open-test-table';

const table = tablePerFile();

/** Each test has a trail of its own, captured once. */
let trails = 0;
let subject = aTrail();
beforeEach(async () => {
  trails += 1;
  subject = aTrail({ name: `trail-${trails}` });
  const capture = { capturedAt: at(0), capturedBy: 'trailwarden', why: 'first sight' };
  await captureBaseline(table, aPresent({ subject }), capture);
});

const next = (version: number, why: string) => aBaseline({ subject, version, why });

const written = async () =>
  (await historyRows(table, subject)).map(({ baseline }) => baseline?.why);

test('an accepted baseline is the next version, and the versions before it stay', async () => {
  const second = aBaseline({
    subject,
    version: 2,
    state: aTrailState({ settings: { s3BucketName: 'archive' } }),
    why: 'logs move',
  });
  expect(await acceptBaseline(table, second)).toEqual({ kind: 'accepted', baseline: second });
  expect(await currentBaseline(table, subject)).toEqual(second);
  await acceptBaseline(table, next(3, 'tags'));
  expect(await written()).toEqual(['tags', 'logs move', 'first sight']);
});

test('when ten people accept the same next version, one succeeds and nine are overtaken', async () => {
  const answers = await Promise.all(
    Array.from({ length: 10 }, (_, i) => acceptBaseline(table, next(2, `change ${i}`))),
  );
  const accepted = answers.filter(({ kind }) => kind === 'accepted');
  expect(accepted).toHaveLength(1);
  const current = await currentBaseline(table, subject);
  expect(accepted).toEqual([{ kind: 'accepted', baseline: current }]);
  expect(await written()).toEqual([current?.why, 'first sight']);
});

test('a person who compared with an older version is overtaken, and changes nothing', async () => {
  await acceptBaseline(table, next(2, 'first'));
  const late = await acceptBaseline(table, next(2, 'late'));
  expect(late).toEqual({ kind: 'overtaken', by: next(2, 'first') });
  expect(await written()).toEqual(['first', 'first sight']);
});

test('an acceptance that dies half-way stands, and the next one finishes it and says so', async () => {
  await expect(acceptBaseline(mortalTable(table, 1), next(2, 'killed'))).rejects.toThrow('killed');
  expect(await currentBaseline(table, subject)).toMatchObject({ version: 1 });
  const other = await acceptBaseline(table, next(2, 'other'));
  expect(other).toEqual({ kind: 'overtaken', by: next(2, 'killed') });
  expect(await currentBaseline(table, subject)).toEqual(next(2, 'killed'));
});

test('accepting the same baseline again does nothing', async () => {
  await acceptBaseline(table, next(2, 'once'));
  expect(await acceptBaseline(table, next(2, 'once'))).toMatchObject({ kind: 'overtaken' });
  expect(await written()).toEqual(['once', 'first sight']);
});

test('a trail that cannot be captured gets its first version from a person', async () => {
  subject = aTrail({ name: 'below-the-floor' });
  expect(await acceptBaseline(table, next(1, 'a lab'))).toMatchObject({ kind: 'accepted' });
  expect(await currentBaseline(table, subject)).toEqual(next(1, 'a lab'));
});

test('the baselines of an account are those of all its trails, and of no other account', async () => {
  const elsewhere = aTrail({ accountId: '555566667777' });
  await acceptBaseline(table, aBaseline({ subject: elsewhere, version: 1 }));
  const found = await baselineRows(table, '555566667777');
  expect(found.map(({ baseline }) => baseline?.subject.id)).toEqual([elsewhere.id]);
});
