import { NotEmulated } from '../../core/not-emulated';
import { Refusal } from '../../core/refusal';
import type { Action } from '../../core/service';
import { inputs, requiredText } from '../input';
import { checkTarget, putTarget } from '../put-target';
import type { Rule } from '../rule';
import { onRule, ruleOfCall } from '../rule-of-call';
import type { Target } from '../target';

/** One target too many is reported in its entry and the others are put; an invalid one ends the call. */
export const putTargetsAction: Action = {
  readOnly: false,
  ...onRule('Rule'),
  handle: (call, world) => {
    const { rule } = ruleOfCall(call, world, 'Rule');
    const targets = inputs(call.input, 'Targets').map((target) => ({
      ...target,
      Id: requiredText(target, 'Id'),
      Arn: requiredText(target, 'Arn'),
    }));
    for (const target of targets) checkTarget(rule, target);
    const FailedEntries = targets.flatMap((target) => putOne(rule, target));
    return { FailedEntryCount: FailedEntries.length, FailedEntries };
  },
  record: (_call, output) => ({
    responseElements: output && { failedEntryCount: output.FailedEntryCount, failedEntries: [] },
  }),
};

function putOne(rule: Rule, target: Target) {
  try {
    putTarget(rule, target);
    return [];
  } catch (error) {
    if (!(error instanceof Refusal) || error instanceof NotEmulated) throw error;
    return [{ TargetId: target.Id, ErrorCode: error.code, ErrorMessage: error.message }];
  }
}
