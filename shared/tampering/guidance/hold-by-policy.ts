import type { GuidedCommand } from '../../domain/guidance';
import type { IncidentFacts } from './incident-facts';
import type { Held } from './subject-guide';

/**
 * A policy of the organization that leaves Trailwarden able to put things back: denied as well, its guard
 * would leave tampered what the policy was to protect, and StackSets could not deploy it.
 */
export const heldText = ({ actions }: Held): string =>
  `Deny ${actions.join(', ')} by a policy of the organization (SCP) to all but your deployment role, the roles of StackSets, and Trailwarden's own trailwarden-guard and trailwarden-spare, as the command below does. An SCP binds neither the management account, where organization trails live, nor service-linked roles.`;

export function holdByPolicy(
  { actions, resources }: Held,
  { partition, accountId }: Pick<IncidentFacts, 'partition' | 'accountId'>,
): readonly GuidedCommand[] {
  const roles = [...SPARED, '<your-deployment-role>'];
  const content = {
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Deny',
        Action: actions,
        Resource: resources,
        Condition: {
          ArnNotLike: {
            'aws:PrincipalArn': roles.map((role) => `arn:${partition}:iam::*:role/${role}`),
          },
        },
      },
    ],
  };
  return [
    {
      why: 'If it goes on, in the management account, make a policy that spares your deployment and Trailwarden',
      command: `aws organizations create-policy --type SERVICE_CONTROL_POLICY --name trailwarden-hold --description containment --content '${JSON.stringify(content)}'`,
    },
    {
      why: 'In the management account, attach it, with the id that was answered',
      command: `aws organizations attach-policy --policy-id <policy-id> --target-id ${accountId}`,
    },
  ];
}

/** Who puts things back, and who deploys what puts things back. */
export const SPARED = ['trailwarden-guard', 'trailwarden-spare', 'stacksets-exec-*'] as const;
