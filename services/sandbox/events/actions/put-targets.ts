import { NotEmulated } from '../../core/not-emulated';
import { Refusal } from '../../core/refusal';
import type { Action } from '../../core/service';
import { type Input, inputs, requiredText } from '../input';
import { putTarget } from '../put-target';
import type { Rule } from '../rule';
import { ruleArnOfCall, ruleOfCall } from '../rule-of-call';

/** A target AWS refuses is reported in its entry; the others are put. */
export const putTargetsAction: Action = {
  readOnly: false,
  resource: ruleArnOfCall('Rule'),
  handle: (call, world) => {
    const { rule } = ruleOfCall(call, world, 'Rule');
    const FailedEntries = inputs(call.input, 'Targets').flatMap((target) => putOne(rule, target));
    return { FailedEntryCount: FailedEntries.length, FailedEntries };
  },
  record: (_call, output) => ({
    responseElements: output && { failedEntryCount: output.FailedEntryCount, failedEntries: [] },
  }),
};

function putOne(rule: Rule, target: Input) {
  const Id = requiredText(target, 'Id');
  try {
    putTarget(rule, { ...target, Id, Arn: requiredText(target, 'Arn') });
    return [];
  } catch (error) {
    if (!(error instanceof Refusal) || error instanceof NotEmulated) throw error;
    return [{ TargetId: Id, ErrorCode: error.code, ErrorMessage: error.message }];
  }
}
