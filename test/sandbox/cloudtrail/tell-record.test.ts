import { LookupEventsCommand, StopLoggingCommand } from '@aws-sdk/client-cloudtrail';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { tellRecord } from '../../../services/sandbox/tell-record';
import {
  management,
  type OrganizationUnderTest,
  organizationUnderTest,
  payments,
} from '../core/organization-under-test';

let organization: OrganizationUnderTest;
beforeEach(async () => {
  organization = await organizationUnderTest();
});
afterEach(() => organization.sandbox.close());

const as = (accountId: string) =>
  organization.cloudtrail(organization.sandbox.credentials(accountId));
const stopped = {
  accountId: payments,
  region: 'us-east-1',
  eventSource: 'config.amazonaws.com',
  eventName: 'StopConfigurationRecorder',
  requestParameters: { configurationRecorderName: 'default' },
};
const records = () =>
  organization.sandbox.world.feed.entries.flatMap((entry) =>
    entry.kind === 'record' ? [entry] : [],
  );

test('a record that a test adds is in the history, and on the bus while a trail covers the place', async () => {
  tellRecord(organization.sandbox, stopped);
  expect(records()).toMatchObject([
    {
      reachedEventBridge: true,
      record: {
        eventSource: 'config.amazonaws.com',
        eventName: 'StopConfigurationRecorder',
        eventType: 'AwsApiCall',
        readOnly: false,
        recipientAccountId: payments,
        requestParameters: { configurationRecorderName: 'default' },
        userIdentity: { type: 'IAMUser', userName: 'admin' },
      },
    },
  ]);
  const { Events } = await as(payments).send(
    new LookupEventsCommand({
      LookupAttributes: [
        { AttributeKey: 'EventName', AttributeValue: 'StopConfigurationRecorder' },
      ],
    }),
  );
  expect(Events).toMatchObject([{ EventSource: 'config.amazonaws.com', Username: 'admin' }]);
  await as(management).send(new StopLoggingCommand({ Name: 'organization' }));
  await as(payments).send(new StopLoggingCommand({ Name: 'main' }));
  tellRecord(organization.sandbox.world, { ...stopped, eventType: 'AwsServiceEvent' });
  expect(records().at(-1)).toMatchObject({
    reachedEventBridge: false,
    record: {
      eventType: 'AwsServiceEvent',
      requestParameters: null,
      serviceEventDetails: { configurationRecorderName: 'default' },
    },
  });
});
