import { expect, test } from '@jest/globals';
import { restoreTags } from '../../../shared/restore/runbooks/trail/restore-tags';
import { aBaseline } from '../../builders/a-baseline';
import { aFinding } from '../../builders/a-finding';
import { aTrail } from '../../builders/a-trail';
import { aStep } from './a-step';

const found = aFinding('change-tags');
const step = aStep('cloudtrail:AddTags', {
  ResourceId: aTrail().id,
  TagsList: [
    { Key: 'guarded-by', Value: 'trailwarden' },
    { Key: 'owner', Value: 'security' },
  ],
});

test('restore-tags: the tags of the baseline are set, and other tags stay', () => {
  expect(restoreTags.steps([found], aBaseline())).toEqual([step]);
});

test('restore-tags: no findings make no steps', () => {
  expect(restoreTags.steps([], aBaseline())).toEqual([]);
});

test('restore-tags: a finding that comes twice makes one step', () => {
  expect(restoreTags.steps([found, found], aBaseline())).toEqual([step]);
});
