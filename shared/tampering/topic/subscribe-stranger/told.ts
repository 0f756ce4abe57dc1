import { telling } from '../../reported/report-drill';
import type { ToldRow } from '../../reported/reported-row';

/** The topic says where each log file lies, and when: a stranger learns account ids, Regions and names of files. */
export const subscribeStranger: ToldRow = {
  row: 'SNS-02',
  title: 'Subscribe a stranger to the topic of a trail',
  severity: 'medium',
  mitre: ['T1567', 'T1530'],
  notUndone: 'Nothing is taken from the trail, and who else may read its topic is in no baseline.',
  notForwarded: {
    'sns.amazonaws.com Subscribe':
      'New readers are everyday work, and Trailwarden itself subscribes again whom an attacker dropped.',
  },
  planned: 'Readers of log files are queues, functions and streams of your accounts.',
  toDo: (facts) => [
    facts.stepHere(
      `Find the subscription, in ${facts.accountId}`,
      `aws sns list-subscriptions-by-topic --topic-arn ${facts.target}`,
    ),
    facts.stepHere(
      'Undo, with the ARN that stands there',
      'aws sns unsubscribe --subscription-arn <subscription-arn>',
    ),
    'An e-mail or HTTP endpoint that has not confirmed yet was told nothing; its request ends by itself after two days.',
  ],
  drill: telling('logArchive', 'sns:Subscribe', ({ logArchiveAccountId, homeRegion }) => ({
    topicArn: `arn:aws:sns:${homeRegion}:${logArchiveAccountId}:trail`,
    protocol: 'https',
    endpoint: 'https://example.com/hook',
  })),
};
