import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { hooks } from '../../../services/sandbox';
import { type JsonCall, openJsonCall } from '../../../shared/aws/json-call';
import { queryLogsOf } from '../../../shared/aws/playbooks/instance/query-logs';
import {
  type OrganizationUnderTest,
  organizationUnderTest,
  payments,
} from '../core/organization-under-test';

const region = 'us-east-1';
const destinationArn = `arn:aws:logs:${region}:${payments}:log-group:/dns`;
let organization: OrganizationUnderTest;
let resolver: JsonCall;

beforeAll(async () => {
  organization = await organizationUnderTest();
  const { endpoint, credentials } = organization.sandbox;
  const service = { name: 'route53resolver', target: 'Route53Resolver', region };
  resolver = openJsonCall(service, async () => credentials(payments), { endpoint });
});
afterAll(() => organization.sandbox.close());

const of = (vpcId: string) => queryLogsOf({ resolver }, vpcId);

test('the query log of a VPC is found, and where it goes', async () => {
  const { configId } = hooks.route53resolver.logQueries(organization.sandbox.world, {
    ...{ accountId: payments, region, vpcId: 'vpc-1', destinationArn },
  });
  expect(await of('vpc-1')).toEqual([{ id: configId, destination: destinationArn }]);
  expect(await of('vpc-2')).toEqual([]);
});

test('a refusal has the name of the error and its status, and is not tried again', async () => {
  const asked = resolver('ListResolverQueryLogConfigs', {
    Filters: [{ Name: 'X', Values: ['y'] }],
  });
  await expect(asked).rejects.toMatchObject({
    ...{ name: 'InvalidParameterException', $metadata: { httpStatusCode: 400 } },
  });
});
