import { expect, test } from '@jest/globals';
import type { Told } from '../../shared/investigate/lineage/first-seen';
import { traceBack } from '../../shared/investigate/lineage/trace-back';
import { aRecord } from '../replay/a-record';
import { assumeRole, HUB, history, MEMBER, sessionIdentity, userIdentity } from './records';

const AT = '2026-11-21T10:00:02Z';
const later = () => Date.parse(AT) + 3_600_000;

/** The hub is the management account, where it was told that the member has left. */
const told: Told = {
  id: 'inc-left',
  accountId: MEMBER,
  region: 'us-east-1',
  openedAt: AT,
  subjectKey: `report#ORG-02#${MEMBER}`,
  subjectId: MEMBER,
  techniques: ['ORG-02'],
  evidence: {
    eventId: 'departed',
    eventTime: AT,
    eventSource: 'organizations.amazonaws.com',
    eventName: 'AccountDepartedOrganization',
    actor: {
      type: 'Unknown',
      accountId: HUB,
      principal: 'organizations.amazonaws.com',
      chain: ['organizations.amazonaws.com'],
    },
    invokedBy: 'organizations.amazonaws.com',
  },
};

const call = (name: string, by: Readonly<Record<string, unknown>>, more = {}) =>
  aRecord({
    source: 'organizations',
    name,
    userIdentity: by,
    eventTime: '2026-11-21T10:00:00Z',
    eventID: 'left',
    request: {},
    ...more,
  });

const traced = (records: readonly Readonly<Record<string, unknown>>[], closed: string[] = []) =>
  traceBack({ sources: [history(records, closed).source], regions: [], now: later }, told);

test('an account that left is traced to the caller of LeaveOrganization in it, through the role', async () => {
  const session = { accountId: MEMBER, role: 'Admin', name: 'ops', key: 'ASIAADMIN' };
  const alice = userIdentity(MEMBER, 'alice');
  const { lineage } = await traced([
    call('LeaveOrganization', sessionIdentity(session)),
    assumeRole({ ...session, by: alice }),
  ]);
  expect(lineage.links.map(({ kind }) => kind)).toEqual(['unknown', 'session', 'user']);
  expect(lineage).toMatchObject({ ends: 'human', human: { name: 'alice', certainty: 'likely' } });
});

test('an account that was removed is traced to the caller who removed it', async () => {
  const removal = (account: string) =>
    call('RemoveAccountFromOrganization', userIdentity(HUB, 'bob'), {
      recipientAccountId: HUB,
      requestParameters: { accountId: account },
    });
  expect((await traced([removal(MEMBER)])).lineage.human?.name).toBe('bob');
  expect((await traced([removal('999988887777')])).lineage.human).toBeUndefined();
});

test('when the account that left cannot be read, the lineage names the log files that have the call', async () => {
  const { lineage } = await traced([], [MEMBER]);
  expect(lineage.ends).toBe('unknown');
  expect(lineage.why).toContain(`AWSLogs/o-…/${MEMBER}/CloudTrail/us-east-1/2026/11/21`);
  expect(lineage.why).toContain('trailwarden who inc-left --logs s3://BUCKET');
  expect(lineage.unread).toEqual([expect.stringContaining('sts:AssumeRole was denied')]);
});

test('a refused LeaveOrganization is not taken for the call', async () => {
  const refused = call('LeaveOrganization', userIdentity(MEMBER, 'alice'), {
    errorCode: 'AccessDenied',
  });
  expect((await traced([refused])).lineage.human).toBeUndefined();
});
