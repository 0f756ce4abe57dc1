import type { ToldRow } from '../reported/reported-row';

/** CloudTrail makes its stream again and goes on; the entries are gone. */
export const deleteLogStream: ToldRow = {
  row: 'CWL-02',
  title: 'Delete a log stream',
  severity: 'medium',
  mitre: ['T1070'],
  notUndone: 'CloudTrail makes the stream again by itself, and its old entries cannot be had back.',
  planned: 'Streams are not tidied by hand: retention does it.',
  toDo: (facts) => {
    const group = facts.asked('logGroupName', 'log-group');
    return [
      {
        'See that it is written to again, in {accountId}': `aws logs describe-log-streams --log-group-name ${group} --order-by LastEventTime --descending --region {region}`,
        'What is lost here is in the bucket of the trail':
          'aws s3api list-objects-v2 --bucket <bucket>',
      },
      'Alarms and queries on the group saw nothing of it: run them on the files of the bucket.',
    ];
  },
  drill: ({ memberAccountId, homeRegion, logGroup }) => ({
    kind: 'calls',
    accountId: memberAccountId,
    calls: ['logs:CreateLogStream', 'logs:DeleteLogStream'].map((call) => ({
      call,
      region: homeRegion,
      input: { logGroupName: logGroup, logStreamName: 'trailwarden-drill' },
    })),
  }),
};
