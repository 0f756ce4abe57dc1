import type { GuardRailState } from '../../../domain/guard-rail';
import { policyIdOf, policyPart } from '../../../domain/policy-id';
import { shortenedDescription } from '../../../domain/replacement-policy';
import { calling, type Technique } from '../../../domain/technique';
import { differs } from '../../detection/differs';
import { policyText } from '../../detection/policy-text';

/**
 * UpdatePolicy with another document, name or description. Any other document is tampering, also a
 * stricter one: one more Deny may be aimed at the warden's own role.
 */
export const rewriteGuardRail: Technique<'guard-rail'> = {
  id: 'rewrite-guard-rail',
  title: 'Rewrite a policy that protects CloudTrail',
  subject: 'guard-rail',
  severity: 'high',
  row: 'ORG-05',
  mitre: ['T1685.002', 'T1562.008', 'T1666'],
  events: { 'organizations.amazonaws.com': ['UpdatePolicy'] },
  parts: [],
  detect: differs('rewrite-guard-rail', (baseline, is, subject) => {
    const must = mustBe(baseline, is, policyIdOf(subject));
    const changed = fields.filter((field) => is[field] !== must[field]);
    if (changed.length === 0) return undefined;
    return {
      part: policyPart(is.replacement ?? policyIdOf(subject), ...changed),
      expected: changed.map((field) => must[field]).join(', '),
      actual: changed.map((field) => is[field]).join(', '),
      sentence: `Policy ${must.name} was rewritten: ${changed.join(', ')}.`,
    };
  }),
  drill: calling('organizations:UpdatePolicy', (subject) => ({
    PolicyId: policyIdOf(subject),
    Content: HARMLESS,
  })),
};

const HARMLESS = policyText({
  Effect: 'Deny',
  Action: 'cloudtrail:LookupEvents',
  Resource: '*',
});

const fields = ['content', 'name', 'description'] as const;

/** A replacement has a mark after its description, which may have cost the end of a long one. */
const mustBe = (must: GuardRailState, is: GuardRailState, ownId: string): GuardRailState =>
  is.replacement ? { ...must, description: shortenedDescription(must.description, ownId) } : must;
