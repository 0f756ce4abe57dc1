import type { Runbook } from '../../../domain/runbook';
import type { Step } from '../../../domain/step';
import { stepOn } from '../../../domain/step';
import type { Subject } from '../../../domain/subject';
import type { RuleState } from '../../../domain/warden';

/** One PutRule with everything the baseline says: what it leaves out is removed. Targets and tags stay. */
export const restoreRule: Runbook<'warden'> = {
  id: 'restore-rule',
  title: 'Put a rule back',
  subject: 'warden',
  undoes: ['silence-rule'],
  steps: (findings, { subject, state }) =>
    findings.length > 0 && state.kind === 'rule'
      ? [stepOn(subject, 'events:PutRule', ruleInput(state))]
      : [],
};

export const ruleInput = ({ name, busName, state, ...rule }: RuleState) => ({
  Name: name,
  EventBusName: busName,
  State: state,
  ...(rule.eventPattern && { EventPattern: rule.eventPattern }),
  ...(rule.scheduleExpression && { ScheduleExpression: rule.scheduleExpression }),
  ...(rule.description && { Description: rule.description }),
  ...(rule.roleArn && { RoleArn: rule.roleArn }),
});

export const putTargets = (
  subject: Subject,
  { name, busName }: RuleState,
  Targets: NonNullable<RuleState['targets']>,
): readonly Step[] =>
  Targets.length > 0
    ? [stepOn(subject, 'events:PutTargets', { Rule: name, EventBusName: busName, Targets })]
    : [];
