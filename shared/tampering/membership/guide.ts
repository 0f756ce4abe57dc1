import { type DescribedGuide, wordsFor } from '../guidance/subject-guide';
import { changeDelegatedAdministratorGuide } from './change-delegated-administrator/guide';
import { closeRegionGuide } from './close-region/guide';
import { withdrawTrustedAccessGuide } from './withdraw-trusted-access/guide';

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
  look: () => [
    {
      why: 'See which services may act in every account, in the management account',
      command: 'aws organizations list-aws-service-access-for-organization',
    },
    {
      why: 'See who administers for the organization, in the management account',
      command:
        'aws organizations list-delegated-administrators --service-principal cloudtrail.amazonaws.com',
    },
  ],
  techniques: {
    'withdraw-trusted-access': withdrawTrustedAccessGuide,
    'change-delegated-administrator': changeDelegatedAdministratorGuide,
    'close-region': closeRegionGuide,
  },
};
