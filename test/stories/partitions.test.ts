import { expect, test } from '@jest/globals';
import { incidentsIn, inLocal, settled } from '../../services/cli/local/local';
import { makeCall } from '../../shared/aws/make-call';

/** Partitions, each with a home Region and another where it has one. */
const partitions = {
  'aws-us-gov': ['us-gov-west-1', 'us-gov-east-1'],
  'aws-cn': ['cn-north-1', 'cn-northwest-1'],
  'aws-eusc': ['eusc-de-east-1'],
} as const;

test.each(Object.entries(partitions))(
  'in %s the templates deploy, and a stopped trail logs again',
  async (partition, regions) => {
    await inLocal({ accounts: 1, regions, rolesSettleMs: 0 }, async (local) => {
      const [accountId = ''] = local.organization.memberAccountIds;
      const as = local.administrator(accountId);
      const name = `arn:${partition}:cloudtrail:${regions[0]}:${accountId}:trail/main`;
      const call = (action: string) =>
        makeCall({ call: `cloudtrail:${action}`, region: regions[0], input: { Name: name } }, as);
      await call('StopLogging');
      await settled(local);
      expect(await call('GetTrailStatus')).toMatchObject({ IsLogging: true });
      const incidents = await incidentsIn(local, { accountId });
      expect(incidents).toMatchObject([{ state: 'restored', subjectId: name }]);
      // Nothing of another partition was named anywhere.
      const arns = [...local.sandbox.world.iam.roles.keys()];
      expect(arns.filter((arn) => !arn.startsWith(`arn:${partition}:`))).toEqual([]);
    });
  },
);
