import { field, text } from '../../replay/json';
import { protects } from '../../replay/protected';
import { goesOn, planned } from '../lines';
import { told } from '../report-drill';
import { GLOBAL, type ReportedRow } from '../reported-row';
import { undoIn } from '../undo-in';

/** A new SCP or RCP that keeps files from being written, or us from starting a trail. */
export const denyLogging: ReportedRow = {
  row: 'ORG-06',
  title: 'Deny what logging needs',
  severity: 'high',
  mitre: ['T1685.002', 'T1562.008'],
  notUndone: 'Detaching a policy that we do not know may open what it closes.',
  restored: (record, { subjects }) =>
    protects(subjects.policies, [text(field(record.request, 'policyId')) ?? ''], record),
  undo: {
    calls: { AttachPolicy: ['organizations:DetachPolicy'] },
    steps: (record) => {
      const PolicyId = text(field(record.request, 'policyId')) ?? '';
      // AWS's own allow everything: to attach one denies nobody, to detach it may deny everybody.
      if (record.eventName !== 'AttachPolicy' || /FullAWSAccess$/.test(PolicyId)) return [];
      const input = { PolicyId, TargetId: text(field(record.request, 'targetId')) };
      return undoIn(record, 'organizations:DetachPolicy', { on: PolicyId, input });
    },
  },
  guidance: (facts) => {
    const policy = facts.asked('policyId', 'policy-id');
    return [
      planned(facts, 'A guard-rail spares the roles that log, by a condition on aws:PrincipalArn.'),
      `Preserve: aws organizations describe-policy --policy-id ${policy} > policy.json`,
      `See whom it hits: aws organizations list-targets-for-policy --policy-id ${policy}`,
      `Undo, in management: aws organizations detach-policy --policy-id ${policy} --target-id ${facts.asked('targetId', 'target-id')}`,
      'Then see that deliveries go on: aws cloudtrail get-trail-status --name <trail-arn> (LatestDeliveryError); what waits is delivered for 30 days.',
      goesOn(facts),
    ];
  },
  drill: ({ managementAccountId, logArchiveAccountId }) =>
    told({
      accountId: managementAccountId,
      region: GLOBAL,
      eventSource: 'organizations.amazonaws.com',
      eventName: 'AttachPolicy',
      requestParameters: { policyId: 'p-example0f0f', targetId: logArchiveAccountId },
    }),
};
