import { assumeRole, HUB, MEMBER, sessionIdentity, stopLogging, userIdentity } from './records';

export const deploy = { accountId: MEMBER, role: 'Deploy', name: 'mallory', key: 'ASIADEPLOY' };
export const hub = { accountId: HUB, role: 'Hub', name: 'mallory', key: 'ASIAHUB' };
export const foreign = (accountId: string) => ({
  type: 'AWSAccount',
  principalId: 'AROAEXAMPLEHub:mallory',
  accountId,
});

/** alice → Hub in another account → Deploy in the member → StopLogging. */
export const twoAccounts = [
  stopLogging(sessionIdentity(deploy)),
  assumeRole({ ...deploy, by: foreign(HUB), shared: 'shared-1', region: 'eu-west-1' }),
  assumeRole({
    ...deploy,
    by: sessionIdentity({ ...hub, since: '2026-11-21T09:00:00Z' }),
    in: HUB,
    shared: 'shared-1',
    region: 'eu-west-1',
  }),
  assumeRole({
    ...hub,
    by: userIdentity(HUB, 'alice', {
      accessKeyId: 'ASIAALICE',
      sessionContext: { attributes: { mfaAuthenticated: 'true' } },
    }),
    since: '2026-11-21T09:00:00Z',
  }),
];
