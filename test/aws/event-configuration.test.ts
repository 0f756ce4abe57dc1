import { PutEventConfigurationCommand } from '@aws-sdk/client-cloudtrail';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { makeCall } from '../../shared/aws/make-call';
import { observeTrail } from '../../shared/aws/observe-trail';
import { takeStep } from '../../shared/aws/take-step';
import type { TrailStep } from '../../shared/domain/step';
import { restoreEventConfiguration } from '../../shared/restore/runbooks/trail/restore-event-configuration';
import { changeEventConfiguration } from '../../shared/tampering/trail/change-event-configuration/technique';
import { aBaseline } from '../builders/a-baseline';
import { aTrail } from '../builders/a-trail';
import { aggregating } from '../builders/a-trail-state';
import { at } from '../builders/at';
import {
  type OrganizationUnderTest,
  organizationUnderTest,
  payments,
} from '../sandbox/core/organization-under-test';

let organization: OrganizationUnderTest;
beforeEach(async () => {
  organization = await organizationUnderTest();
});
afterEach(() => organization.sandbox.close());

const trail = aTrail({ accountId: payments });
const credentials = () => organization.sandbox.credentials(payments);
const client = () => organization.cloudtrail(credentials());

async function look() {
  const parts = new Set(['eventConfiguration'] as const);
  const seen = await observeTrail(trail, parts, client(), () => new Date(at(60)));
  if (seen.kind !== 'present') throw new Error(`${trail.id} is ${seen.kind}`);
  return seen;
}

test('a trail’s aggregations are found gone after the drill and put back', async () => {
  await client().send(
    new PutEventConfigurationCommand({
      TrailName: trail.id,
      AggregationConfigurations: [
        { EventCategory: 'Data', Templates: ['USER_ACTIONS', 'API_ACTIVITY'] },
      ],
    }),
  );
  const { state } = await look();
  expect(state.eventConfiguration).toEqual(aggregating('API_ACTIVITY', 'USER_ACTIONS'));

  const connection = { endpoint: organization.sandbox.endpoint, credentials: credentials() };
  for (const call of changeEventConfiguration.drill(trail)) await makeCall(call, connection);
  const tampered = await look();
  expect(tampered.state.eventConfiguration).toEqual(aggregating());

  const baseline = aBaseline({ subject: trail, state });
  const found = changeEventConfiguration.detect(tampered, { baseline, accountedUntil: at(0) });
  const steps = restoreEventConfiguration.steps(found ? [found] : [], baseline);
  for (const step of steps) expect(await takeStep(step as TrailStep, client())).toEqual({});
  expect((await look()).state.eventConfiguration).toEqual(state.eventConfiguration);
});
