import { NotEmulated } from '../../core/not-emulated';
import type { Action } from '../../core/service';
import { optionalText, requiredText, tagsOf } from '../input';
import { putRule } from '../put-rule';
import { invalid } from '../refusals';
import { busOfCall, ruleArnOfCall } from '../rule-of-call';

export const putRuleAction: Action = {
  readOnly: false,
  resource: ruleArnOfCall('Name'),
  handle: (call, world) => {
    const { input } = call;
    if (optionalText(input, 'ScheduleExpression') !== undefined) {
      throw new NotEmulated(
        'sandbox: ScheduleExpression of events:PutRule is not emulated; add it to services/sandbox/events/put-rule.ts',
      );
    }
    const eventPattern = optionalText(input, 'EventPattern');
    if (eventPattern === undefined) {
      throw invalid('Parameter(s) EventPattern or ScheduleExpression must be specified.');
    }
    const rule = putRule(busOfCall(call, world), {
      name: requiredText(input, 'Name'),
      eventPattern,
      state: optionalText(input, 'State'),
      description: optionalText(input, 'Description'),
      roleArn: optionalText(input, 'RoleArn'),
      tags: tagsOf(input),
    });
    return { RuleArn: rule.arn };
  },
  record: (_call, output) => ({ responseElements: output && { ruleArn: output.RuleArn } }),
};
