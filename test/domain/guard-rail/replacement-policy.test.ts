import { expect, test } from '@jest/globals';
import { policyPart, readPolicyPart } from '../../../shared/domain/policy-id';
import {
  replacedDescription,
  replacementDescription,
  shortenedDescription,
} from '../../../shared/domain/replacement-policy';
import { aGuardRail } from '../../builders/guard-rail/a-guard-rail';

const id = 'p-examplepolicy1';

test('a replacement is known by the id it stands in for, and by no other', () => {
  const marked = replacementDescription('Keeps trails on', id);
  expect(marked).toBe('Keeps trails on (in place of p-examplepolicy1)');
  expect(replacedDescription(marked, id)).toBe('Keeps trails on');
  expect(replacedDescription(marked, 'p-examplepolicy2')).toBeUndefined();
  expect(replacedDescription('Keeps trails on', id)).toBeUndefined();
});

test('a description that is as long as AWS allows gives way to the mark', () => {
  const long = 'x'.repeat(512);
  const marked = replacementDescription(long, id);
  expect(marked).toHaveLength(512);
  expect(replacedDescription(marked, id)).toBe(shortenedDescription(long, id));
});

test('a finding says under which id the policy lives; without one it is the ARN’s', () => {
  expect(readPolicyPart(policyPart('p-new', 'content', 'name'), aGuardRail())).toEqual({
    policyId: 'p-new',
    fields: ['content', 'name'],
  });
  expect(readPolicyPart('settings', aGuardRail())).toEqual({ policyId: id, fields: [] });
});
