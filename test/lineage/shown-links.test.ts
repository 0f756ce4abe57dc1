import { expect, test } from '@jest/globals';
import type { Link } from '../../shared/domain/lineage';
import { shownLinks } from '../../shared/investigate/lineage/shown-links';

const link = (kind: Link['kind'], principal: string): Link => ({
  ...{ kind, principal, certainty: 'certain', why: 'The record says so.' },
  evidence: { source: 'Event history' },
});
const role = link('session', 'Developer');
const outsider = link('account', 'AROAEXAMPLE:erin');
const user = link('user', 'erin');

test('a chain is drawn from the person to the call, each step once', () => {
  expect(shownLinks({ links: [role, outsider, user] })).toEqual([user, role]);
});

test('a chain that ends in another account says so', () => {
  expect(shownLinks({ links: [role, outsider] })).toEqual([outsider, role]);
});
