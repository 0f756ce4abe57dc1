import { AssumeRoleCommand, GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { as, type Call } from './call';
import type { Place } from './place';

const administrator = ({ member }: Place): string =>
  `arn:aws:iam::${member.id}:role/OrganizationAccountAccessRole`;

export const stsCalls: readonly Call[] = as(
  'management',
  {
    title: 'GetCallerIdentity',
    make: ({ sts }) => sts.send(new GetCallerIdentityCommand({})),
  },
  {
    title: 'AssumeRole into a member',
    make: ({ sts }, place) =>
      sts.send(
        new AssumeRoleCommand({ RoleArn: administrator(place), RoleSessionName: 'conformance' }),
      ),
  },
  {
    title: 'AssumeRole of a role that does not exist',
    make: ({ sts }, { member }) =>
      sts.send(
        new AssumeRoleCommand({
          RoleArn: `arn:aws:iam::${member.id}:role/no-such-role`,
          RoleSessionName: 'conformance',
        }),
      ),
  },
  {
    title: 'AssumeRole for a minute',
    make: ({ sts }, place) =>
      sts.send(
        new AssumeRoleCommand({
          RoleArn: administrator(place),
          RoleSessionName: 'conformance',
          DurationSeconds: 60,
        }),
      ),
  },
  {
    title: 'AssumeRole with a session name of one letter',
    make: ({ sts }, place) =>
      sts.send(new AssumeRoleCommand({ RoleArn: administrator(place), RoleSessionName: 'x' })),
  },
  {
    title: 'AssumeRole of what is no ARN',
    make: ({ sts }) =>
      sts.send(
        new AssumeRoleCommand({
          RoleArn: 'no-arn-but-long-enough',
          RoleSessionName: 'conformance',
        }),
      ),
  },
);
