import { field, text } from '../../../record/json';
import { protects } from '../../../record/protected';
import { type Facts, pasteable } from '../../reported/facts';
import { telling } from '../../reported/report-drill';
import type { Lines, ToldRow } from '../../reported/reported-row';
import { undoIn } from '../../reported/undo-in';

/** A new SCP or RCP that keeps files from being written, or us from starting a trail. */
export const denyLogging: ToldRow = {
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
      // AWS's own allow everything: to attach one denies nothing, to detach it may deny everything.
      if (record.eventName !== 'AttachPolicy' || /FullAWSAccess$/.test(PolicyId)) return [];
      const input = { PolicyId, TargetId: text(field(record.request, 'targetId')) };
      return undoIn(record, 'organizations:DetachPolicy', { on: PolicyId, input });
    },
  },
  planned: 'A guard-rail spares the roles that log, by a condition on aws:PrincipalArn.',
  toDo: (facts) => [
    {
      'Preserve, in the management account': `aws organizations describe-policy --policy-id ${policyIn(facts)} > policy.json`,
      'See whom it hits, in the management account': `aws organizations list-targets-for-policy --policy-id ${policyIn(facts)}`,
    },
    undo(facts),
    {
      'Then see that deliveries go on (LatestDeliveryError); what waits is delivered for 30 days':
        'aws cloudtrail get-trail-status --name <trail-arn>',
    },
  ],
  drill: telling('management', 'organizations:AttachPolicy', ({ logArchiveAccountId }) => ({
    policyId: 'p-example0f0f',
    targetId: logArchiveAccountId,
  })),
};

/** A policy that is new has its id in the answer. */
const policyIn = ({ record, asked }: Facts): string => {
  const made = text(field(record.response, 'policy', 'policySummary', 'id'));
  return made ? pasteable(made, 'policy-id') : asked('policyId', 'policy-id');
};

/** Taking off what was there before would take off what everybody needs. */
function undo(facts: Facts): Lines {
  const policy = policyIn(facts);
  switch (facts.eventName) {
    case 'AttachPolicy':
      return {
        'Undo, in the management account': `aws organizations detach-policy --policy-id ${policy} --target-id ${facts.asked('targetId', 'target-id')}`,
      };
    case 'CreatePolicy':
      return {
        'Undo, in the management account, once it is detached everywhere': `aws organizations delete-policy --policy-id ${policy}`,
      };
    default:
      return {
        'Undo, in the management account, with the text from your repository': `aws organizations update-policy --policy-id ${policy} --content file://policy-before.json`,
      };
  }
}
