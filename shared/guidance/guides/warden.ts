import type { GuidedCommand } from '../../domain/guidance';
import { contain } from '../containment';
import type { IncidentFacts } from '../incident-facts';
import { lastPart, type Named, type SubjectGuide, wordsFor } from '../subject-guide';

const POLICIES: SubjectGuide['look'] = ({ name }) => [
  {
    why: 'See its inline policies',
    command: `aws iam list-role-policies --role-name ${name}`,
  },
  {
    why: 'See its managed policies',
    command: `aws iam list-attached-role-policies --role-name ${name}`,
  },
];

export const wardenGuide: SubjectGuide = {
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
    'silence-rule': { did: 'was silenced', plannedIf: 'a stack of ours was being taken down' },
    'delete-rule': { did: 'was deleted', plannedIf: 'the account left the StackSet on purpose' },
    'divert-targets': {
      did: 'was diverted',
      plannedIf: 'the central bus moved, and a deployment says so',
    },
    'crowd-targets': {
      did: 'was given foreign targets',
      plannedIf: 'a tool of yours listens to the same rule; give it a rule of its own',
      rotate: 'What the target was sent names people, addresses and trails.',
    },
    'close-bus': {
      did: 'was given another policy',
      plannedIf: 'the organization’s id changed, and a deployment says so',
    },
    'rekey-bus': {
      did: 'was given another key or dead-letter queue',
      plannedIf: 'the key is one of the security account',
    },
    'delete-bus': { did: 'was deleted', plannedIf: 'a stack of ours was being taken down' },
    'strip-role': {
      did: 'was stripped of rights',
      plannedIf: 'a deployment of ours replaced the policy',
      look: POLICIES,
    },
    'deny-role': {
      did: 'was given foreign inline policies',
      neverPlanned: 'no inline policy but ours belongs there',
      look: POLICIES,
    },
    'attach-foreign-policy': {
      did: 'was given foreign managed policies',
      plannedIf: 'a tool attaches a policy to every role; leave ours out of it',
      look: POLICIES,
    },
    'change-role-trust': {
      did: 'was made assumable by others',
      plannedIf: 'the responder’s role has another ARN, and a deployment says so',
      rotate:
        'An intruder who got in has a session of the role for an hour: end it, after the exemption without which Trailwarden would take the policy that ends it off again.',
      look: ({ id, region }) => contain({ actors: [id], region }).commands,
    },
    'change-role-boundary': {
      did: 'was given another boundary',
      plannedIf: 'a landing zone bounds every role; leave ours out of it',
    },
    'bound-free-role': {
      did: 'was given a boundary',
      plannedIf: 'a landing zone bounds every role; leave ours out of it',
    },
    'delete-role': { did: 'was deleted', plannedIf: 'a stack of ours was being taken down' },
    'close-queue': { did: 'was changed', plannedIf: 'a deployment of ours changed the queue' },
    'delete-queue': { did: 'was deleted', plannedIf: 'a stack of ours was being taken down' },
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
