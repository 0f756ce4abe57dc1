import type { GuidedCommand } from '../../domain/guidance';
import { findTechnique } from '../catalogue';
import type { IncidentFacts } from './incident-facts';
import type { SubjectGuide } from './subject-guide';

/** What a policy of the organization denies while an attack goes on. */
export interface Denied {
  /** As IAM names them. */
  readonly actions: readonly string[];
  /** ARNs. */
  readonly resources: readonly string[];
  /** A role of ours that puts this kind back, beside the guard and the spare. */
  readonly guard?: string;
}

/**
 * Every call by which a technique of this guide tampers with its subject, and what the guide adds. Nothing where no
 * policy binds.
 */
export function denied(guide: SubjectGuide, facts: IncidentFacts): Denied | undefined {
  const held = guide.held?.(facts);
  if (!held) return undefined;
  const calls = Object.keys(guide.techniques)
    .flatMap((id) => Object.entries(findTechnique(id)?.events ?? {}))
    .flatMap(([source, names]) => names.map((name) => `${source.split('.')[0]}:${name}`));
  const actions = calls.filter((call) => call !== NO_CALL).map((call) => ACTIONS[call] ?? call);
  const { resources, guard, also = [] } = held;
  return { actions: [...new Set([...actions, ...also])], resources, ...(guard && { guard }) };
}

/** KMS itself, at the end of the waiting period. */
const NO_CALL = 'kms:DeleteKey';

/** IAM's name of a recorded call where it is another. [D] service authorization reference */
const ACTIONS: Readonly<Record<string, string>> = {
  's3:DeleteAccountPublicAccessBlock': 's3:PutAccountPublicAccessBlock',
  's3:DeleteBucketEncryption': 's3:PutEncryptionConfiguration',
  's3:DeleteBucketLifecycle': 's3:PutLifecycleConfiguration',
  's3:DeleteBucketOwnershipControls': 's3:PutBucketOwnershipControls',
  's3:DeleteBucketPublicAccessBlock': 's3:PutBucketPublicAccessBlock',
  's3:DeleteBucketReplication': 's3:PutReplicationConfiguration',
  's3:PutBucketEncryption': 's3:PutEncryptionConfiguration',
  's3:PutBucketLifecycle': 's3:PutLifecycleConfiguration',
  's3:PutBucketReplication': 's3:PutReplicationConfiguration',
  's3:PutObjectLockConfiguration': 's3:PutBucketObjectLockConfiguration',
};

/** Actions that IAM knows no resource of: a denial by an ARN would never match. [D] service authorization reference */
const OF_NO_RESOURCE: readonly string[] = [
  ...['events:PutPermission', 'events:RemovePermission', 's3:PutAccountPublicAccessBlock'],
  ...['sns:SetSubscriptionAttributes', 'sns:Unsubscribe'],
];

/**
 * A policy of the organization that leaves Trailwarden able to put things back: denied as well, its guard
 * would leave tampered what the policy was to protect, and StackSets could not deploy it.
 */
export const heldText = ({ actions, guard }: Denied): string =>
  `Deny ${actions.join(', ')} by a policy of the organization (SCP) to all but your deployment role, the roles of StackSets, and Trailwarden's own trailwarden-guard${guard ? `, ${guard}` : ''} and trailwarden-spare, as the command below does. An SCP binds neither the management account, where organization trails live, nor service-linked roles.`;

export function holdByPolicy(
  { actions, resources, guard }: Denied,
  { partition, accountId }: Pick<IncidentFacts, 'partition' | 'accountId'>,
): readonly GuidedCommand[] {
  const roles = [...(guard ? [guard] : []), ...SPARED, '<your-deployment-role>'];
  const deny = (Action: readonly string[], Resource: readonly string[]): readonly object[] =>
    Action.length === 0
      ? []
      : [
          {
            ...{ Effect: 'Deny', Action, Resource },
            Condition: {
              ArnNotLike: {
                'aws:PrincipalArn': roles.map((role) => `arn:${partition}:iam::*:role/${role}`),
              },
            },
          },
        ];
  const isBound = (action: string): boolean => !OF_NO_RESOURCE.includes(action);
  const content = {
    Version: '2012-10-17',
    Statement: [
      ...deny(actions.filter(isBound), resources),
      ...deny(
        actions.filter((action) => !isBound(action)),
        ['*'],
      ),
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
const SPARED = ['trailwarden-guard', 'trailwarden-spare', 'stacksets-exec-*'] as const;
