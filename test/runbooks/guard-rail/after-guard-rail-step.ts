import type { GuardRailState } from '../../../shared/domain/guard-rail';
import type { DependencyStep } from '../../../shared/domain/step';

/** A policy after AWS took a step, as the next look sees it; a step AWS refuses is an error. */
export function afterGuardRailStep(
  is: GuardRailState | undefined,
  { call, input }: DependencyStep,
): GuardRailState {
  if (call === 'organizations:CreatePolicy' && !is) {
    return {
      name: input.Name,
      description: input.Description.replace(' (in place of p-examplepolicy1)', ''),
      type: input.Type,
      content: input.Content,
      replacement: 'p-replacement',
      targets: [],
      policyType: { rootId: 'r-ab12', enabled: true },
    };
  }
  if (!is) throw new Error(`${call} needs a policy`);
  switch (call) {
    case 'organizations:UpdatePolicy': {
      const { Name: name = is.name, Content: content = is.content } = input;
      return { ...is, name, content, description: input.Description ?? is.description };
    }
    case 'organizations:EnablePolicyType':
      if (is.policyType?.enabled) throw new Error('PolicyTypeAlreadyEnabledException');
      return { ...is, targets: [], policyType: { rootId: input.RootId, enabled: true } };
    case 'organizations:AttachPolicy': {
      if (is.targets?.includes(input.TargetId)) throw new Error('DuplicatePolicyAttachment');
      return { ...is, targets: [...(is.targets ?? []), input.TargetId].sort() };
    }
    default:
      throw new Error(`${call} is of no policy`);
  }
}
