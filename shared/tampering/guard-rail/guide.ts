import { type DescribedGuide, lastPart, wordsFor } from '../guidance/subject-guide';
import { deleteGuardRailGuide } from './delete-guard-rail/guide';
import { detachGuardRailGuide } from './detach-guard-rail/guide';
import { rewriteGuardRailGuide } from './rewrite-guard-rail/guide';
import { turnOffPolicyTypeGuide } from './turn-off-policy-type/guide';

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
    'delete-guard-rail': deleteGuardRailGuide,
    'rewrite-guard-rail': rewriteGuardRailGuide,
    'turn-off-policy-type': turnOffPolicyTypeGuide,
    'detach-guard-rail': detachGuardRailGuide,
  },
};

/** `SERVICE_CONTROL_POLICY`, of `…:policy/o-exampleorg/service_control_policy/p-example`. */
const typeIn = (arn: string): string =>
  /:policy\/[^/]+\/([a-z_]+)\//.exec(arn)?.[1]?.toUpperCase() ?? '<policy-type>';
