import {
  GetDataProtectionPolicyCommand,
  paginateDescribeMetricFilters,
  paginateDescribeSubscriptionFilters,
  type MetricFilter as SdkMetricFilter,
  type SubscriptionFilter as SdkSubscriptionFilter,
} from '@aws-sdk/client-cloudwatch-logs';
import type { MetricFilter, SubscriptionFilter } from '../../domain/log-group';
import { asked, hasCode } from '../classify';
import { everyItem } from './all-pages';
import type { ServiceClients } from './service-clients';

type Logs = ServiceClients['logs'];

/** Where a group's entries are forwarded, sorted by name. */
export async function readSubscriptionFilters(
  logGroupName: string,
  client: Logs,
): Promise<readonly SubscriptionFilter[]> {
  const pages = paginateDescribeSubscriptionFilters({ client }, { logGroupName });
  const read = everyItem(pages, ({ subscriptionFilters }) => subscriptionFilters);
  return asPut<SubscriptionFilter>(await asked('logs:DescribeSubscriptionFilters', read));
}

/** What is counted in a group, sorted by name. */
export async function readMetricFilters(
  logGroupName: string,
  client: Logs,
): Promise<readonly MetricFilter[]> {
  const pages = paginateDescribeMetricFilters({ client }, { logGroupName });
  const read = everyItem(pages, ({ metricFilters }) => metricFilters);
  return asPut<MetricFilter>(await asked('logs:DescribeMetricFilters', read));
}

/** With the fields that the Put calls take; AWS's other fields are its own. */
const asPut = <F extends { readonly filterName: string }>(
  filters: readonly (SdkSubscriptionFilter | SdkMetricFilter)[],
): readonly F[] =>
  filters
    .map(
      ({ logGroupName, creationTime, ...put }) => ({ filterPattern: '', ...put }) as unknown as F,
    )
    .sort((a, b) => (a.filterName < b.filterName ? -1 : 1));

/** Empty when there is none: AWS answers without a policy, or that none was found. */
export async function readDataProtection(
  logGroupIdentifier: string,
  client: Logs,
): Promise<string> {
  try {
    const answer = client.send(new GetDataProtectionPolicyCommand({ logGroupIdentifier }));
    const { policyDocument = '' } = await asked('logs:GetDataProtectionPolicy', answer);
    return policyDocument;
  } catch (error) {
    if (hasCode(error, 'ResourceNotFoundException')) return '';
    throw error;
  }
}
