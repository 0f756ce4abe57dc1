import type { DescribedTechnique } from '../../guidance/subject-guide';

export const silenceBucketGuide: DescribedTechnique = {
  description:
    'Turns the access log of the log bucket off or elsewhere, or removes the notifications by which others (a SIEM) hear of new log files.',
  notRestorable: 'Access records and notifications of the time between.',
  did: 'was silenced',
  plannedIf: 'the program that listened to the bucket was taken down before',
  look: ({ name }) => [
    {
      why: 'See whom it tells',
      command: `aws s3api get-bucket-notification-configuration --bucket ${name}`,
    },
    { why: 'See its access log', command: `aws s3api get-bucket-logging --bucket ${name}` },
  ],
};
