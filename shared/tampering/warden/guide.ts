import type { GuidedCommand } from '../../domain/guidance';
import { contain } from '../guidance/containment';
import type { IncidentFacts } from '../guidance/incident-facts';
import { type DescribedGuide, lastPart, type Named, wordsFor } from '../guidance/subject-guide';
import { rewriteBoundaryTextGuide } from './rewrite-boundary-text/guide';

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
  // The role by which a trail writes to its log group bears another name than ours.
  held: ({ partition, id }) => ({
    resources: [
      ...['iam::*:role/trailwarden-*', 'iam::*:policy/trailwarden-*', 'sqs:*:*:trailwarden-*'],
      ...['events:*:*:rule/trailwarden*', 'events:*:*:event-bus/trailwarden*'],
    ]
      .map((of) => `arn:${partition}:${of}`)
      .concat(/[/:]trailwarden/.test(id) ? [] : [id]),
  }),
  look: partOf,
  techniques: {
    'silence-rule': {
      description:
        'Disables one of Trailwarden’s rules, or gives it a pattern that matches nothing. What is done to trails next is noticed by the sweep only.',
      notRestorable: 'Events that nothing matched meanwhile; the sweep looks at what they changed.',
      did: 'was silenced',
      plannedIf: 'a stack of ours was being taken down',
    },
    'delete-rule': {
      description:
        'Removes the targets of one of Trailwarden’s rules, then the rule. Changes of this account and Region are no longer reported.',
      notRestorable: 'Events that nothing matched meanwhile; the sweep looks at what they changed.',
      did: 'was deleted',
      plannedIf: 'the account left the StackSet on purpose',
    },
    'divert-targets': {
      description:
        'Removes the target of one of Trailwarden’s rules, or overwrites it with another place or another content. The rule itself looks untouched.',
      notRestorable: 'Events that went elsewhere meanwhile; the sweep looks at what they changed.',
      did: 'was diverted',
      plannedIf: 'the central bus moved, and a deployment says so',
    },
    'crowd-targets': {
      description:
        'Adds targets to one of Trailwarden’s rules. A stranger reads along, and when all five places are taken the rule’s own target cannot be put back.',
      notRestorable: 'What the foreign targets were sent meanwhile has been read.',
      did: 'was given foreign targets',
      plannedIf: 'a tool of yours listens to the same rule; give it a rule of its own',
      rotate: 'What the target was sent names people, addresses and trails.',
    },
    'close-bus': {
      description:
        'Removes or replaces the policy that lets the organization’s accounts send to the central bus. No account’s changes arrive any more.',
      notRestorable:
        'Nothing that reached trailwarden-undelivered in the members; it must be sent again from there.',
      did: 'was given another policy',
      plannedIf: 'the organization’s id changed, and a deployment says so',
    },
    'rekey-bus': {
      description:
        'Gives the central bus a foreign key or dead-letter queue with UpdateEventBus. Events that cannot be decrypted are not delivered.',
      notRestorable:
        'Events that were encrypted with the other key, once that key is gone. While the other key is disabled, EventBridge refuses to take it away.',
      did: 'was given another key or dead-letter queue',
      plannedIf: 'the key is one of the security account',
    },
    'delete-bus': {
      description:
        'Deletes the bus to which every account reports. No account’s changes arrive any more; under the same name it has the same ARN, so the members’ rules need no change.',
      notRestorable:
        'Nothing that reached trailwarden-undelivered in the members; it must be sent again from there.',
      did: 'was deleted',
      plannedIf: 'a stack of ours was being taken down',
    },
    'strip-role': {
      description:
        'Removes, overwrites or detaches a policy of a role that Trailwarden or a trail works with. Restorations, reports or deliveries are denied from then on.',
      notRestorable: 'What was denied meanwhile; the next check does it.',
      did: 'was stripped of rights',
      plannedIf: 'a deployment of ours replaced the policy',
      look: seePolicies,
    },
    'deny-role': {
      description:
        'Adds an inline policy to a role that Trailwarden or a trail works with. A Deny in it stops restorations; an Allow makes the role a way in.',
      notRestorable: 'What was denied, or allowed, meanwhile.',
      did: 'was given foreign inline policies',
      neverPlanned: 'no inline policy but ours belongs there',
      look: seePolicies,
    },
    'attach-foreign-policy': {
      description:
        'Attaches a managed policy, such as AWSDenyAll, to a role that Trailwarden or a trail works with. It overrules the role’s own rights or widens them.',
      notRestorable: 'What was denied, or allowed, meanwhile.',
      did: 'was given foreign managed policies',
      plannedIf: 'a tool attaches a policy to every role; leave ours out of it',
      look: seePolicies,
    },
    'change-role-trust': {
      description:
        'Replaces the trust policy of a role that Trailwarden or a trail works with. Those who need the role are shut out, or strangers get in.',
      notRestorable:
        'What could not be done meanwhile; sessions that strangers took last until they end.',
      did: 'was made assumable by others',
      plannedIf: 'the responder’s role has another ARN, and a deployment says so',
      rotate:
        'An intruder who got in has a session of the role for an hour: end it, after the exemption without which Trailwarden would take the policy that ends it off again.',
      look: ({ id, region }) => contain({ actors: [id], region }).commands,
    },
    'change-role-boundary': {
      description:
        'Replaces or removes the permissions boundary of a role that Trailwarden works with. A narrower one stops restorations; without one the role may be given any right.',
      notRestorable: 'What was denied, or allowed, meanwhile.',
      did: 'was given another boundary',
      plannedIf: 'a landing zone bounds every role; leave ours out of it',
    },
    'bound-free-role': {
      description:
        'Puts a permissions boundary on a role that has none, such as the trail’s role for CloudWatch Logs. Its rights end where the boundary ends: delete it with DeleteRolePermissionsBoundary.',
      notRestorable: 'What was denied meanwhile.',
      did: 'was given a boundary',
      plannedIf: 'a landing zone bounds every role; leave ours out of it',
    },
    'rewrite-boundary-text': rewriteBoundaryTextGuide,
    'delete-role': {
      description:
        'Deletes a role that Trailwarden or a trail works with: the guard, the reader, a forwarder, or the trail’s role for CloudWatch Logs. All that it did is denied from then on.',
      notRestorable:
        'The role’s unique id: policies of others that named the role as principal must be saved again.',
      did: 'was deleted',
      plannedIf: 'a stack of ours was being taken down',
    },
    'close-queue': {
      description:
        'Changes the policy, the key, the redrive or the times of a queue that holds signals, or purges it. Signals are refused, expire, or wait unread.',
      notRestorable:
        'Messages that expired, were purged or were refused; the sweep looks at what they reported.',
      did: 'was changed',
      plannedIf: 'a deployment of ours changed the queue',
    },
    'delete-queue': {
      description:
        'Deletes a queue that holds signals, with everything in it. What EventBridge cannot put there is dropped.',
      notRestorable:
        'The messages in it, and those of the minute before it can be made again; the sweep looks at what they reported.',
      did: 'was deleted',
      plannedIf: 'a stack of ours was being taken down',
    },
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

/** The policies that a role has. */
function seePolicies({ name }: IncidentFacts): readonly GuidedCommand[] {
  return [
    {
      why: 'See its inline policies',
      command: `aws iam list-role-policies --role-name ${name}`,
    },
    {
      why: 'See its managed policies',
      command: `aws iam list-attached-role-policies --role-name ${name}`,
    },
  ];
}
