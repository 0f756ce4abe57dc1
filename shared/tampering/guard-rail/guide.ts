import { type DescribedGuide, lastPart, see, wordsFor } from '../guidance/subject-guide';

export const guardRailGuide: DescribedGuide = {
  headline: wordsFor((incident) => `Policy ${lastPart(incident)}`),
  howToTell:
    'Policies of the organization come from a repository with reviews: is the change in it, and who approved it? A change for one hour without a review was made to do something in that hour.',
  preserve:
    'What was done while it was allowed is in the logs of every account under it: keep them for the whole window, not of this account alone.',
  rotate:
    'What the actor signed in with. Then look at what the policy had forbidden: each such call of the window may have made a secret.',
  ifItContinues:
    'Nothing in AWS binds the management account: end the sessions there, and take organizations:* from every principal that does not deploy policies.',
  look: ({ id, name, techniques }) =>
    techniques.includes('delete-guard-rail')
      ? [
          {
            why: 'See which policies of its type there are, in the management account: what replaces it has another id',
            command: `aws organizations list-policies --filter ${typeIn(id)}`,
          },
        ]
      : [
          {
            why: 'See the policy, in the management account',
            command: `aws organizations describe-policy --policy-id ${name}`,
          },
          {
            why: 'See whom it protects now, in the management account',
            command: `aws organizations list-targets-for-policy --policy-id ${name}`,
          },
        ],
  techniques: {
    'delete-guard-rail': {
      description:
        'DetachPolicy and DeletePolicy: what the policy forbade is allowed, and its document is gone.',
      notRestorable:
        'Its id and ARN: the replacement has others, which a person must accept and put into the list of guard-rails. What was done while it was allowed.',
      did: 'was deleted',
      plannedIf: 'another policy says the same, and was attached before',
    },
    'rewrite-guard-rail': {
      description:
        'UpdatePolicy with a document that forbids less, or that forbids the warden to put things back. The policy stays attached and looks in force.',
      notRestorable: 'What was done while it was allowed.',
      did: 'was rewritten',
      plannedIf: 'the new text is in your repository, reviewed',
    },
    'turn-off-policy-type': {
      description:
        'DisablePolicyType on the root: every service or resource control policy of the organization is detached from everything at once.',
      notRestorable:
        'Attachments of policies that are not guarded. What was done while it was allowed.',
      did: 'was turned off with its whole type',
      neverPlanned: 'every policy of the type stops everywhere at once',
      look: see({
        'See which types are on, in the management account':
          "aws organizations list-roots --query 'Roots[].PolicyTypes'",
      }),
    },
    'detach-guard-rail': {
      description:
        'DetachPolicy from a root, unit or account: what the policy forbade is allowed there at once.',
      notRestorable: 'What was done while it was allowed.',
      did: 'was detached',
      plannedIf: 'the account or unit was moved under another that has the policy',
    },
  },
};

/** `SERVICE_CONTROL_POLICY`, of `…:policy/o-exampleorg/service_control_policy/p-example`. */
const typeIn = (arn: string): string =>
  /:policy\/[^/]+\/([a-z_]+)\//.exec(arn)?.[1]?.toUpperCase() ?? '<policy-type>';
