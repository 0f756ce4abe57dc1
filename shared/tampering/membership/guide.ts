import { type DescribedGuide, see, wordsFor } from '../guidance/subject-guide';

export const membershipGuide: DescribedGuide = {
  headline: wordsFor(({ subjectId, accountId }) =>
    subjectId.includes(':organizations:') ? 'The organization' : `Account ${accountId}`,
  ),
  howToTell:
    'Only the management account (or its delegated administrator) may do it: the few people with access to it know each other. Ask two of them.',
  preserve:
    'Take down now which services and administrators the organization trusts: nothing else keeps that list.',
  rotate:
    'A principal that can do this in the management account can do everything in every member: replace what it signed in with, and the root password if it was root.',
  ifItContinues:
    'Nothing in AWS binds the management account, no policy of the organization either: end the sessions there, then go through its users and roles.',
  look: see({
    'See which services may act in every account, in the management account':
      'aws organizations list-aws-service-access-for-organization',
    'See who administers for the organization, in the management account':
      'aws organizations list-delegated-administrators --service-principal cloudtrail.amazonaws.com',
  }),
  techniques: {
    'withdraw-trusted-access': {
      description:
        'DisableAWSServiceAccess takes CloudTrail, stack sets or a service that watches beside us out of the member accounts. Organization trails vanish from every member.',
      notRestorable:
        'The gap in every member; AWS may take a day to bring the organization trails back everywhere.',
      did: 'was made to trust a service no longer',
      plannedIf: 'the service was given up in every account first',
      look: see({
        'See which organization trails are left, in the management account':
          'aws cloudtrail describe-trails --region {region}',
      }),
    },
    'change-delegated-administrator': {
      description:
        'Registers an account that may then change every organization trail, or takes the rights of the one that guards them. Trails that an administrator made stay.',
      notRestorable:
        'Nothing is lost; what the administrator changed meanwhile is found on the trails.',
      did: 'was given another administrator of CloudTrail',
      plannedIf: 'security moved to another account of yours, and that account has its trails',
    },
    'close-region': {
      description:
        'DisableRegion takes an opt-in Region from an account: IAM stops answering there, our rules with it, and what still runs there cannot be seen.',
      notRestorable:
        'What happened there meanwhile and was never forwarded. Opening a Region again takes minutes to hours.',
      did: 'was shut out of a Region',
      plannedIf: 'nothing runs in the Region any more',
      look: see({
        'See which Regions are open, in {accountId} itself': 'aws account list-regions',
      }),
    },
  },
};
