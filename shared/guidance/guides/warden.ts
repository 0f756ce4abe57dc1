import type { GuidedCommand } from '../../domain/guidance';
import type { IncidentFacts } from '../incident-facts';
import type { SubjectGuide } from '../subject-guide';

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
  howToTell:
    'Parts of Trailwarden change by its stacks only: was a deployment running (aws cloudformation describe-stack-events)? Anything else was made by hand, and this is what somebody does first who wants to go on unseen.',
  preserve:
    'Take what was done to trails, buckets and keys while we were deaf: the next sweep finds the state, Event history the calls.',
  rotate:
    'Roles that somebody else could assume or widen meanwhile: end their sessions, and look at every call they made.',
  ifItContinues:
    'Deny changes of trailwarden-* to all but your deployment role by a policy of the organization; the guard’s spare puts back what its first role cannot.',
  look: partOf,
  techniques: {
    'silence-rule': { plannedIf: 'a stack of ours was being taken down' },
    'delete-rule': { plannedIf: 'the account left the StackSet on purpose' },
    'divert-targets': { plannedIf: 'the central bus moved, and a deployment says so' },
    'crowd-targets': {
      plannedIf: 'a tool of yours listens to the same rule; give it a rule of its own',
      rotate: 'What the target was sent names people, addresses and trails.',
    },
    'close-bus': { plannedIf: 'the organization’s id changed, and a deployment says so' },
    'rekey-bus': { plannedIf: 'the key is one of the security account' },
    'delete-bus': { plannedIf: 'a stack of ours was being taken down' },
    'strip-role': { plannedIf: 'a deployment of ours replaced the policy', look: POLICIES },
    'deny-role': { neverPlanned: 'no inline policy but ours belongs there', look: POLICIES },
    'attach-foreign-policy': {
      plannedIf: 'a tool attaches a policy to every role; leave ours out of it',
      look: POLICIES,
    },
    'change-role-trust': {
      plannedIf: 'the responder’s role has another ARN, and a deployment says so',
      rotate: 'Whoever got in has a session of the role for up to twelve hours: end it.',
    },
    'change-role-boundary': { plannedIf: 'a landing zone bounds every role; leave ours out of it' },
    'bound-free-role': { plannedIf: 'a landing zone bounds every role; leave ours out of it' },
    'delete-role': { plannedIf: 'a stack of ours was being taken down' },
    'close-queue': { plannedIf: 'a deployment of ours changed the queue' },
    'delete-queue': { plannedIf: 'a stack of ours was being taken down' },
  },
};

/** The subject is a rule, a bus, a role or a queue: its ARN says which. */
function partOf({ id, name, region }: IncidentFacts): readonly GuidedCommand[] {
  const see = (command: string): readonly GuidedCommand[] => [
    { why: 'See the part of ours that was changed', command },
  ];
  if (id.includes(':role/')) return see(`aws iam get-role --role-name ${name}`);
  if (id.includes(':event-bus/'))
    return see(`aws events describe-event-bus --region ${region} --name ${name}`);
  if (id.includes(':sqs:'))
    return see(
      `aws sqs get-queue-attributes --region ${region} --queue-url <queue-url> --attribute-names All`,
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
