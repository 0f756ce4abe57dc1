import { expect, test } from '@jest/globals';
import { actorNames } from '../../shared/domain/evidence';

test('an incident is found by every name in the chain of its actor, each once', () => {
  const role = 'arn:aws:iam::111122223333:role/Deploy';
  const session = 'arn:aws:sts::111122223333:assumed-role/Deploy/mallory';
  const actor = { type: 'AssumedRole', principal: session, chain: ['alice', role, session] };
  expect(actorNames(actor)).toEqual([session, 'alice', role]);
});
