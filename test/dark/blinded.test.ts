import { expect, test } from '@jest/globals';
import type { Coverage, KnownCoverage } from '../../shared/domain/coverage';
import { startBlinded } from '../../shared/investigate/dark/blinded';
import { whereSearched } from '../../shared/investigate/dark/where-searched';

const TRAIL = 'arn:aws:cloudtrail:eu-west-1:999988887777:trail/organization';
const OWN = 'arn:aws:cloudtrail:eu-west-1:111122223333:trail/main';
const SINCE = '2026-11-22T10:00:00.000Z';

const organization = { id: TRAIL, isOrganization: true };
const own = { id: OWN, isOrganization: false };
const guarded = (...trails: readonly (typeof own)[]): Coverage => ({ kind: 'guarded', trails });

const look = (
  accountId: string,
  coverage: Coverage,
  { region = 'eu-west-1', since = '2026-11-01T00:00:00.000Z' } = {},
): KnownCoverage => ({ accountId, region, coverage, since, lookedAt: SINCE, by: 'sweep' });

function blindedBy(...looks: readonly KnownCoverage[]) {
  const blinded = startBlinded(TRAIL, SINCE);
  blinded.add(looks);
  return blinded.end();
}

test('an organization trail leaves every account in the dark that no other trail logged', () => {
  const denied = { kind: 'denied', code: 'AccessDenied', call: 'sts:AssumeRole' } as const;
  expect(
    blindedBy(
      look('333344445555', { kind: 'unreachable', why: denied }),
      look('111122223333', guarded(organization, own)),
      look('222233334444', guarded(organization), { region: 'us-east-1' }),
      look('222233334444', {
        kind: 'blind',
        trails: [{ ...organization, lacks: ['not logging'] }],
      }),
    ),
  ).toEqual({
    kind: 'organization',
    places: ['222233334444/eu-west-1', '222233334444/us-east-1', '333344445555/eu-west-1'],
    loggedElsewhere: 1,
  });
});

test('a place that is guarded only since the dark began is searched', () => {
  const late = look('111122223333', guarded(organization, own), { since: '2026-11-22T10:00:01Z' });
  expect(blindedBy(late)).toMatchObject({ places: ['111122223333/eu-west-1'], loggedElsewhere: 0 });
});

test('an account that another trail logged in one Region only is searched in the other', () => {
  expect(
    blindedBy(
      look('111122223333', guarded(organization, own)),
      look('111122223333', guarded(organization), { region: 'us-east-1' }),
    ),
  ).toMatchObject({ places: ['111122223333/us-east-1'], loggedElsewhere: 0 });
});

test('a trail of one account blinds no other account; a trail that no look has seen may have', () => {
  const ofOne = { ...organization, isOrganization: false };
  expect(blindedBy(look('111122223333', guarded(ofOne)))).toEqual({ kind: 'account' });
  expect(blindedBy(look('111122223333', guarded(own)))).toEqual({ kind: 'unknown' });
  expect(blindedBy()).toEqual({ kind: 'unknown' });
});

test('a report says which accounts’ Event history was searched, and how many accounts have logs of their own', () => {
  const blinded = { kind: 'organization', places: [], loggedElsewhere: 3 } as const;
  const where = { accounts: ['999988887777'], blinded, others: 41 };
  expect(whereSearched({ ...where, reading: { kind: 'read' } })).toEqual([
    'Searched: 999988887777, in the governed Regions. It is an organization trail: 41 other accounts were blind too, and were searched.',
    '3 accounts have another trail, which logged: its log files have what happened there.',
  ]);
  const one = { ...where, others: 1, blinded: { ...blinded, loggedElsewhere: 1 } };
  expect(whereSearched({ ...one, reading: { kind: 'read' } })).toEqual([
    'Searched: 999988887777, in the governed Regions. It is an organization trail: 1 other account was blind too, and was searched.',
    '1 account has another trail, which logged: its log files have what happened there.',
  ]);
  expect(whereSearched({ ...where, reading: { kind: 'waiting' } })[0]).toMatch(/are read once/);
  expect(whereSearched({ ...where, reading: { kind: 'under way' } })[0]).toMatch(/being read/);
  const full = { kind: 'full', through: '111122223333/eu-west-1' } as const;
  expect(whereSearched({ ...where, reading: full })[0]).toContain('up to 111122223333/eu-west-1');
  const unknown = whereSearched({ ...where, blinded: { kind: 'unknown' }, reading: full });
  expect(unknown[0]).toContain('No sweep has seen what was blind');
});
