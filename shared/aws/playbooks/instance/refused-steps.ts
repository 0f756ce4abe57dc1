import { canonicalText } from '../../../domain/canonical-text';
import type { ContainmentStep } from '../../../domain/containment';
import { describeObstacle } from '../../../domain/obstacle';
import { classify } from '../../classify';
import type { InstanceClients } from './clients';
import { type StepDone, takeContainmentStep } from './take-containment-step';
import type { MayGoOn } from './turn';

export interface Refusal {
  /** What was not possible, as people read it. */
  readonly text: string;
  readonly error: unknown;
}

/** Takes steps. Those that AWS refuses are left, and told. */
export interface Steps {
  /** Undefined where AWS refused it. Rejects with what may succeed in seconds. */
  readonly take: (step: ContainmentStep) => Promise<StepDone | undefined>;
  /** Those that were not refused before. */
  readonly open: (steps: readonly ContainmentStep[]) => readonly ContainmentStep[];
  readonly refusals: () => readonly Refusal[];
}

/** One refused step must not undo the others: the account’s administrator could bring one about. `isNeeded`: without these all is in vain. */
export function stepsWith(
  clients: InstanceClients,
  mayGoOn: MayGoOn,
  isNeeded: (step: ContainmentStep) => boolean = () => false,
): Steps {
  const refused = new Map<string, Refusal>();
  return {
    take: async (step) => {
      await mayGoOn();
      try {
        return await takeContainmentStep(clients, step);
      } catch (error) {
        const obstacle = classify(error);
        const isRefused = obstacle.kind === 'denied' || obstacle.kind === 'rejected';
        if (!isRefused || obstacle.call === 'sts:AssumeRole' || isNeeded(step)) throw error;
        const text = `${WORDS[step.call] ?? 'A step was not possible'}: ${describeObstacle(obstacle)} on ${step.on}.`;
        refused.set(keyOf(step), { text, error });
        return undefined;
      }
    },
    open: (steps) => steps.filter((step) => !refused.has(keyOf(step))),
    refusals: () => [...refused.values()],
  };
}

const keyOf = ({ call, on, input }: ContainmentStep): string => canonicalText({ call, on, input });

const WORDS: Readonly<Partial<Record<ContainmentStep['call'], string>>> = {
  'ec2:CreateNetworkAclEntry': 'An address is not cut off',
  'ec2:DeleteNetworkAclEntry': 'An address stays cut off for its subnet',
  'iam:PutRolePolicy': 'The credentials of its role still work',
  'iam:DeleteRolePolicy': 'Its role stays denied',
  'autoscaling:EnterStandby': 'Its Auto Scaling group may replace it',
  'autoscaling:ExitStandby': 'It stays out of its Auto Scaling group',
  'elasticloadbalancing:DeregisterTargets': 'It stays in a target group',
  'elasticloadbalancing:RegisterTargets': 'It stays out of a target group',
  'ec2:ModifyInstanceAttribute': 'Its termination protection is not as it should be',
  'ec2:AuthorizeSecurityGroupEgress': 'No way to SSM is open',
  'ec2:ModifyNetworkInterfaceAttribute': 'An interface was not moved',
  'ec2:DeleteSecurityGroup': 'The group stays',
};
