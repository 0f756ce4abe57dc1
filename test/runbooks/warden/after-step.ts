import type { DependencySteps, Step } from '../../../shared/domain/step';
import type { RoleState, RuleState, WardenState, WardenSteps } from '../../../shared/domain/warden';
import { aBus, aQueue, aRole, aRule, without } from '../../builders/warden/parts';

type WardenStep = Step<keyof WardenSteps & keyof DependencySteps>;

/** A part of ours, or nothing, after AWS took a step. */
export function afterStep(before: WardenState | undefined, step: WardenStep): WardenState {
  switch (step.call) {
    case 'events:CreateEventBus':
    case 'events:UpdateEventBus': {
      const { Description, KmsKeyIdentifier, DeadLetterConfig } = step.input;
      const given = {
        description: Description,
        kmsKeyIdentifier: KmsKeyIdentifier,
        deadLetterArn: DeadLetterConfig?.Arn,
      };
      const settings = ['description', 'kmsKeyIdentifier', 'deadLetterArn'] as const;
      // What a call leaves out stays, and an empty text takes away.
      const gone = settings.filter((name) => (before ? given[name] === '' : !given[name]));
      const changed = settings.filter((name) => given[name]);
      return {
        ...without(ofKind(before, aBus()), ...gone),
        ...(before === undefined && { policy: '' }),
        ...Object.fromEntries(changed.map((name) => [name, given[name]])),
      };
    }
    case 'events:PutPermission':
      return { ...ofKind(before, aBus()), policy: step.input.Policy };
    case 'events:PutRule': {
      const { State, EventPattern, ScheduleExpression, Description, RoleArn, Tags } = step.input;
      return {
        ...without(
          ofKind(before, aRule({ targets: [] })),
          ...(['description', 'scheduleExpression', 'roleArn'] as const),
        ),
        state: State,
        ...(EventPattern && { eventPattern: EventPattern }),
        ...(ScheduleExpression && { scheduleExpression: ScheduleExpression }),
        ...(Description && { description: Description }),
        ...(RoleArn && { roleArn: RoleArn }),
        ...(Tags && { tags: tagged(Tags) }),
      };
    }
    case 'events:PutTargets':
      return withTargets(ofKind(before, aRule()), [], step.input.Targets);
    case 'events:RemoveTargets':
      return withTargets(ofKind(before, aRule()), step.input.Ids, []);
    case 'iam:CreateRole': {
      const { AssumeRolePolicyDocument, PermissionsBoundary } = step.input;
      return {
        ...without(aRole(), 'permissionsBoundaryArn'),
        inlinePolicies: {},
        attachedPolicies: [],
        trustPolicy: AssumeRolePolicyDocument,
        ...(PermissionsBoundary && { permissionsBoundaryArn: PermissionsBoundary }),
      };
    }
    case 'iam:UpdateAssumeRolePolicy':
      return { ...ofKind(before, aRole()), trustPolicy: step.input.PolicyDocument };
    case 'iam:PutRolePolicy': {
      const { PolicyName, PolicyDocument } = step.input;
      return withInline(ofKind(before, aRole()), { [PolicyName]: PolicyDocument });
    }
    case 'iam:DeleteRolePolicy':
      return withInline(ofKind(before, aRole()), { [step.input.PolicyName]: undefined });
    case 'iam:AttachRolePolicy':
      return withAttached(ofKind(before, aRole()), step.input.PolicyArn, true);
    case 'iam:DetachRolePolicy':
      return withAttached(ofKind(before, aRole()), step.input.PolicyArn, false);
    case 'iam:PutRolePermissionsBoundary':
      return {
        ...ofKind(before, aRole()),
        permissionsBoundaryArn: step.input.PermissionsBoundary,
      };
    case 'sqs:CreateQueue':
      return aQueue({ attributes: step.input.Attributes });
    case 'sqs:SetQueueAttributes': {
      const queue = ofKind(before, aQueue());
      const all = Object.entries({ ...queue.attributes, ...step.input.Attributes });
      return { ...queue, attributes: Object.fromEntries(all.filter(([, value]) => value !== '')) };
    }
  }
}

/** AWS takes a step only on what is there; a thing it makes begins as the example. */
function ofKind<S extends WardenState>(before: WardenState | undefined, made: S): S {
  if (before && before.kind !== made.kind) throw new Error(`a ${before.kind} is no ${made.kind}`);
  return (before ?? made) as S;
}

const tagged = (tags: readonly { readonly Key: string; readonly Value: string }[] = []) =>
  Object.fromEntries(tags.map(({ Key, Value }) => [Key, Value]));

function withTargets(
  rule: RuleState,
  removed: readonly string[],
  put: NonNullable<RuleState['targets']>,
): RuleState {
  const ids = new Set([...removed, ...put.map(({ Id }) => Id)]);
  const targets = [...(rule.targets ?? []).filter(({ Id }) => !ids.has(Id)), ...put];
  if (targets.length > 5) throw new Error('LimitExceededException');
  return { ...rule, targets: targets.sort((one, other) => (one.Id < other.Id ? -1 : 1)) };
}

function withInline(
  role: RoleState,
  changed: Readonly<Record<string, string | undefined>>,
): RoleState {
  const all = Object.entries({ ...role.inlinePolicies, ...changed });
  const kept = all.flatMap(([name, text]) => (text === undefined ? [] : [[name, text] as const]));
  return { ...role, inlinePolicies: Object.fromEntries(kept) };
}

function withAttached(role: RoleState, arn: string, isAttached: boolean): RoleState {
  const others = (role.attachedPolicies ?? []).filter((one) => one !== arn);
  return { ...role, attachedPolicies: [...others, ...(isAttached ? [arn] : [])].sort() };
}
