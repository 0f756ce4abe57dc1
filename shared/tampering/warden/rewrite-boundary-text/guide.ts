import type { GuidedCommand } from '../../../domain/guidance';
import { boundaryOf } from '../../../domain/warden-arn';
import type { IncidentFacts } from '../../guidance/incident-facts';
import type { DescribedTechnique } from '../../guidance/subject-guide';

export const rewriteBoundaryTextGuide: DescribedTechnique = {
  description:
    'Gives the policy that bounds roles of Trailwarden another text: a new version, an older one put in force, or another policy under its name. A narrower one cuts off what the role does; one that lets only the ticks of a forwarder pass hides that it is cut.',
  notRestorable: 'What was denied, or allowed, meanwhile.',
  did: 'was bound by another text',
  plannedIf:
    'a deployment of the member stack changed it; accept it then with trailwarden baseline accept',
  look: rewritten,
};

/**
 * The baseline's text and no older version: an intruder may have made that one as well, before they put theirs in
 * force.
 */
function rewritten({ id, partition, accountId }: IncidentFacts): readonly GuidedCommand[] {
  const policy = boundaryOf(id) ?? `arn:${partition}:iam::${accountId}:policy/<boundary>`;
  return [
    { why: 'See which version is in force', command: `aws iam get-policy --policy-arn ${policy}` },
    {
      why: 'See all versions, and when each was made',
      command: `aws iam list-policy-versions --policy-arn ${policy}`,
    },
    {
      why: 'Write down the text that the baseline has',
      command: `trailwarden baseline show ${id} --field boundaryText > boundary.json`,
    },
    {
      why: 'Read it, then put it back; where there are five versions, delete one that is not in force first',
      command: `aws iam create-policy-version --policy-arn ${policy} --policy-document file://boundary.json --set-as-default`,
    },
    {
      why: 'Then take away what was added',
      command: `aws iam delete-policy-version --policy-arn ${policy} --version-id <version-added>`,
    },
  ];
}
