import { type DescribedGuide, lastPart, see, wordsFor } from '../guidance/subject-guide';

export const topicGuide: DescribedGuide = {
  headline: wordsFor((incident) => `Topic ${lastPart(incident)}`),
  howToTell:
    'Ask the owner of the program that the topic tells of new log files: a SIEM, a pipeline. A reader that moves tells its owner first.',
  preserve:
    'The files are in the bucket; what was not announced is read by listing the bucket for the time of the gap.',
  rotate:
    'Announcements name files and not what is in them; a subscriber added meanwhile learnt the names only.',
  ifItContinues:
    'Unsubscribing cannot be denied on one topic by its ARN: the policy denies it on every topic of the account.',
  held: ({ id }) => ({ resources: [id] }),
  look: see({
    'See its policy and settings':
      'aws sns get-topic-attributes --region {region} --topic-arn {id}',
    'See who subscribes, and who should not':
      'aws sns list-subscriptions-by-topic --region {region} --topic-arn {id}',
  }),
  techniques: {
    'delete-topic': {
      description:
        'Calls DeleteTopic on the topic that announces a trail’s files. The files still arrive, but their readers are no longer told.',
      notRestorable:
        'Announcements of the gap. Subscriptions by e-mail or HTTPS, and those of queues in other accounts, work again only when the endpoint has confirmed them.',
      did: 'was deleted',
      plannedIf: 'every reader was moved to another way of being told',
    },
    'change-topic-policy': {
      description:
        'Changes who may publish to the topic and subscribe to it. Without CloudTrail in it, no file is announced any more, and the trail itself cannot be changed or made again.',
      notRestorable: 'Announcements of the gap; new subscriptions of that time stay.',
      did: 'was given another policy',
      plannedIf: 'a subscriber of yours was let in',
    },
    'change-topic-settings': {
      description:
        'Changes the key, the delivery policy or another attribute of the topic. With a key that CloudTrail may not use, no file is announced any more.',
      notRestorable: 'Announcements of the gap.',
      did: 'was given other settings',
      plannedIf:
        'its encryption or delivery was changed by its owner, and files are still announced',
    },
    'drop-subscription': {
      description:
        'Ends or mutes a subscription of the topic that announces a trail’s files, so that the queue, function or person behind it is no longer told.',
      notRestorable:
        'Announcements of the gap. Endpoints by e-mail or HTTPS, and queues in other accounts, must confirm. A muted subscription is found: unsubscribe it by hand, and it is put back whole.',
      did: 'was robbed of a subscriber',
      plannedIf: 'its reader was taken down',
    },
  },
};
