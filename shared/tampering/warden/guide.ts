import type { GuidedCommand } from '../../domain/guidance';
import type { IncidentFacts } from '../guidance/incident-facts';
import { type DescribedGuide, lastPart, type Named, wordsFor } from '../guidance/subject-guide';
import { attachForeignPolicyGuide } from './attach-foreign-policy/guide';
import { boundFreeRoleGuide } from './bound-free-role/guide';
import { changeRoleBoundaryGuide } from './change-role-boundary/guide';
import { changeRoleTrustGuide } from './change-role-trust/guide';
import { closeBusGuide } from './close-bus/guide';
import { closeQueueGuide } from './close-queue/guide';
import { crowdTargetsGuide } from './crowd-targets/guide';
import { deleteBusGuide } from './delete-bus/guide';
import { deleteQueueGuide } from './delete-queue/guide';
import { deleteRoleGuide } from './delete-role/guide';
import { deleteRuleGuide } from './delete-rule/guide';
import { denyRoleGuide } from './deny-role/guide';
import { divertTargetsGuide } from './divert-targets/guide';
import { rekeyBusGuide } from './rekey-bus/guide';
import { rewriteBoundaryTextGuide } from './rewrite-boundary-text/guide';
import { silenceRuleGuide } from './silence-rule/guide';
import { stripRoleGuide } from './strip-role/guide';

export const wardenGuide: DescribedGuide = {
  headline: wordsFor(partName),
  howToTell:
    'Parts of Trailwarden change by its stacks only: was a deployment running (aws cloudformation describe-stack-events)? Anything else was made by hand, and an intruder who wants to go on unseen does this first.',
  preserve:
    'Take what was done to trails, buckets and keys while we were deaf: the next sweep finds the state, Event history the calls.',
  rotate:
    'What the actor signed in with. Look at every call of the roles that a stranger could assume or widen meanwhile; their sessions live for an hour, longer only if iam:UpdateRole was called.',
  ifItContinues:
    'The guard’s spare puts back what its first role cannot, as long as no policy denies it, too.',
  held: ({ partition }) => ({
    actions: [
      ...[
        'iam:PutRolePolicy',
        'iam:DeleteRolePolicy',
        'iam:AttachRolePolicy',
        'iam:DetachRolePolicy',
      ],
      ...['iam:UpdateAssumeRolePolicy', 'iam:PutRolePermissionsBoundary', 'iam:DeleteRole'],
      ...['iam:DeleteRolePermissionsBoundary', 'events:DisableRule', 'events:DeleteRule'],
      ...['events:PutRule', 'events:PutTargets', 'events:RemoveTargets'],
    ],
    resources: ['iam::*:role', 'events:*:*:rule'].map(
      (of) => `arn:${partition}:${of}/trailwarden-*`,
    ),
  }),
  look: partOf,
  techniques: {
    'silence-rule': silenceRuleGuide,
    'delete-rule': deleteRuleGuide,
    'divert-targets': divertTargetsGuide,
    'crowd-targets': crowdTargetsGuide,
    'close-bus': closeBusGuide,
    'rekey-bus': rekeyBusGuide,
    'delete-bus': deleteBusGuide,
    'strip-role': stripRoleGuide,
    'deny-role': denyRoleGuide,
    'attach-foreign-policy': attachForeignPolicyGuide,
    'change-role-trust': changeRoleTrustGuide,
    'change-role-boundary': changeRoleBoundaryGuide,
    'bound-free-role': boundFreeRoleGuide,
    'rewrite-boundary-text': rewriteBoundaryTextGuide,
    'delete-role': deleteRoleGuide,
    'close-queue': closeQueueGuide,
    'delete-queue': deleteQueueGuide,
  },
};

/** `Role trailwarden-guard`; a queue's ARN says so by its service. */
function partName({ subjectId }: Named): string {
  const name = lastPart({ subjectId, accountId: '' });
  if (subjectId.includes(':role/')) return `Role ${name}`;
  if (subjectId.includes(':event-bus/')) return `Bus ${name}`;
  return `${subjectId.includes(':sqs:') ? 'Queue' : 'Rule'} ${name}`;
}

/** The subject is a rule, a bus, a role or a queue: its ARN says which. */
function partOf({
  id,
  name,
  region,
  accountId,
  partition,
}: IncidentFacts): readonly GuidedCommand[] {
  const see = (command: string): readonly GuidedCommand[] => [
    { why: 'See the part of ours that was changed', command },
  ];
  if (id.includes(':role/')) return see(`aws iam get-role --role-name ${name}`);
  if (id.includes(':event-bus/'))
    return see(`aws events describe-event-bus --region ${region} --name ${name}`);
  if (id.includes(':sqs:'))
    return see(
      `aws sqs get-queue-attributes --region ${region} --queue-url ${queueUrl({ region, accountId, name, partition })} --attribute-names All`,
    );
  const [, bus] = /:rule\/([^/]+)\/[^/]+$/.exec(id) ?? [];
  const on = bus ? ` --event-bus-name ${bus}` : '';
  return [
    ...see(`aws events describe-rule --region ${region} --name ${name}${on}`),
    {
      why: 'See where it sends',
      command: `aws events list-targets-by-rule --region ${region} --rule ${name}${on}`,
    },
  ];
}

const queueUrl = ({
  region,
  accountId,
  name,
  partition,
}: Pick<IncidentFacts, 'region' | 'accountId' | 'name' | 'partition'>): string =>
  `https://sqs.${region}.amazonaws.com${partition === 'aws-cn' ? '.cn' : ''}/${accountId}/${name}`;
