import { expect, test } from '@jest/globals';
import { policyPart, readPolicyPart } from '../../../shared/domain/policy-id';
import {
  replacedDescription,
  replacementDescription,
  shortenedDescription,
} from '../../../shared/domain/replacement-policy';
import { aGuardRail } from '../../builders/guard-rail/a-guard-rail';

const id = 'p-examplepolicy1';

test('a replacement is recognized by the id of the policy it replaces, and by no other', () => {
  const marked = replacementDescription('Keeps trails on', id);
  expect(marked).toBe('Keeps trails on (in place of p-examplepolicy1)');
  expect(replacedDescription(marked, id)).toBe('Keeps trails on');
  expect(replacedDescription(marked, 'p-examplepolicy2')).toBeUndefined();
  expect(replacedDescription('Keeps trails on', id)).toBeUndefined();
});

test('a description of AWS’s maximum length is cut to make room for the mark', () => {
  const long = 'x'.repeat(512);
  const marked = replacementDescription(long, id);
  expect(marked).toHaveLength(512);
  expect(replacedDescription(marked, id)).toBe(shortenedDescription(long, id));
});

test('the id of a policy is that of the finding, or else that of its ARN', () => {
  expect(readPolicyPart(policyPart('p-new', 'content', 'name'), aGuardRail())).toEqual({
    policyId: 'p-new',
    fields: ['content', 'name'],
  });
  expect(readPolicyPart('settings', aGuardRail())).toEqual({ policyId: id, fields: [] });
});
