import { expect, test } from '@jest/globals';
import { describeTagsInTheWay } from '../../shared/domain/tags-in-the-way';

const trail = { id: 'arn:aws:cloudtrail:us-east-1:111122223333:trail/main', region: 'us-east-1' };
const tagsOf = (...keys: readonly string[]) => Object.fromEntries(keys.map((key) => [key, '']));
const many = (count: number) => Array.from({ length: count }, (_, n) => `k${n}`);
const must = tagsOf('owner', 'team');

test('the command removes as many tags as are in the way, and none of the baseline', () => {
  const said = describeTagsInTheWay(trail, tagsOf('team', ...many(49)), must);
  expect(said).toMatch(/full: owner cannot be put back.*does not have k0, .*, k9, 39 more/);
  expect(said).toMatch(/at least 1 .*--tags-list Key=k0$/);
  expect(describeTagsInTheWay(trail, tagsOf(...many(50)), must)).toMatch(
    /at least 2 .*--tags-list Key=k0 Key=k1$/,
  );
});

test('a tag key that is not a plain word is counted, and is in no command', () => {
  const odd = many(50).map((key) => `$(${key})`);
  const said = describeTagsInTheWay(trail, tagsOf(...odd), must);
  expect(said).toMatch(/does not have 50 more\..*--tags-list Key=<key> Key=<key>$/);
});

test('there is no description when there is room, or when no tag is missing', () => {
  expect(describeTagsInTheWay(trail, tagsOf('team', ...many(48)), must)).toBeUndefined();
  expect(describeTagsInTheWay(trail, tagsOf('owner', 'team', ...many(48)), must)).toBeUndefined();
  const own = ['aws:a', 'aws:b', 'team', ...many(48)];
  expect(describeTagsInTheWay(trail, tagsOf(...own), must)).toBeUndefined();
});
