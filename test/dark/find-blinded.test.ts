import { expect, test } from '@jest/globals';
import { findBlinded } from '../../services/investigator/find-blinded';
import { recordCoverage } from '../../shared/aws/coverage/coverage';
import { tablePerFile } from '../aws/open-test-table';

const table = tablePerFile();

const region = 'eu-west-1';
const owner = { accountId: '999988887777', region };
const trailOf = (name: string) => ({
  subjectKey: `trail#arn:aws:cloudtrail:${region}:999988887777:trail/${name}`,
  subjectId: `arn:aws:cloudtrail:${region}:999988887777:trail/${name}`,
  ...owner,
});

const sawGuarded = (accountId: string, name: string, isOrganization: boolean) =>
  recordCoverage(table, {
    ...{ accountId, region, lookedAt: '2026-11-22T09:00:00Z', by: 'sweep' },
    coverage: { kind: 'guarded', trails: [{ id: trailOf(name).subjectId, isOrganization }] },
  });

const asked = { regions: [region, 'us-east-1'], since: '2026-11-22T10:00:00Z' };

test('the last sweep says whether a trail is the organization’s and which accounts it logged', async () => {
  await sawGuarded(owner.accountId, 'main', false);
  await sawGuarded('111122223333', 'everybody', true);
  await sawGuarded('222233334444', 'everybody', true);
  expect(await findBlinded(table, trailOf('main'), asked)).toEqual({ kind: 'account' });
  expect(await findBlinded(table, trailOf('everybody'), asked)).toEqual({
    kind: 'organization',
    places: ['111122223333/eu-west-1', '222233334444/eu-west-1'],
    loggedElsewhere: 1,
  });
});

test('a trail that no sweep has seen, or a subject that is no trail, blinds an unknown set of accounts', async () => {
  expect(await findBlinded(table, trailOf('new'), asked)).toEqual({ kind: 'unknown' });
  const key = { ...owner, subjectKey: 'key#arn:aws:kms:x', subjectId: 'arn:aws:kms:x' };
  expect(await findBlinded(table, key, asked)).toEqual({ kind: 'unknown' });
});
