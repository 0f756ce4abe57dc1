import {
  DescribeLogGroupsCommand,
  ListTagsForResourceCommand,
  type LogGroup,
} from '@aws-sdk/client-cloudwatch-logs';
import { given } from '../../domain/given';
import type { LogGroupPart, LogGroupState } from '../../domain/log-group';
import type { Observation } from '../../domain/observation';
import { requestedParts } from '../../domain/requested-parts';
import type { Parts, Subject } from '../../domain/subject';
import { asked, classify } from '../classify';
import { observed } from './observed';
import {
  readDataProtection,
  readMetricFilters,
  readSubscriptionFilters,
} from './read-log-group-parts';
import type { ServiceClients } from './service-clients';

type Logs = ServiceClients['logs'];

/** Reads one log group. Never throws. `absent` only when AWS lists no group of exactly this name. */
export const observeLogGroup = (
  subject: Subject<'log-group'>,
  parts: Parts,
  { logs }: Pick<ServiceClients, 'logs'>,
  now: () => Date,
): Promise<Observation<'log-group'>> => {
  const name = subject.id.split(':log-group:')[1] ?? subject.id;
  const group = { name, arn: subject.id };
  const itself = readGroup(name, logs);
  const read = readParts(group, parts, { logs, ifTaken: ifClassTakes(itself) });
  return observed(subject, { itself, parts: read }, now);
};

/** Groups are listed by name, so the group whose name is exactly the prefix comes first. */
async function readGroup(name: string, logs: Logs): Promise<LogGroupState | undefined> {
  const command = new DescribeLogGroupsCommand({ logGroupNamePrefix: name });
  const { logGroups = [] } = await asked('logs:DescribeLogGroups', logs.send(command));
  const group = logGroups.find(({ logGroupName }) => logGroupName === name);
  return group && stateOf(name, group);
}

const stateOf = (
  name: string,
  { logGroupClass = 'STANDARD', kmsKeyId, retentionInDays }: LogGroup,
): LogGroupState => ({
  name,
  logGroupClass,
  ...given({ kmsKeyId, retentionInDays }),
});

/**
 * A group that is not of the class STANDARD has no filters, and AWS refuses to list them: that part counts as not
 * read. For any other group or reason, the read failed.
 */
const ifClassTakes =
  (itself: Promise<LogGroupState | undefined>) =>
  async <T>(reading: Promise<T>): Promise<T | undefined> => {
    try {
      return await reading;
    } catch (error) {
      const group = classify(error).kind === 'rejected' ? await itself : undefined;
      if (!group || group.logGroupClass === 'STANDARD') throw error;
      return undefined;
    }
  };

const readParts = (
  { name, arn }: { readonly name: string; readonly arn: string },
  parts: Parts,
  { logs, ifTaken }: { readonly logs: Logs; readonly ifTaken: ReturnType<typeof ifClassTakes> },
): Promise<Pick<LogGroupState, LogGroupPart>> =>
  requestedParts(parts, {
    subscriptionFilters: () => ifTaken(readSubscriptionFilters(name, logs)),
    metricFilters: () => ifTaken(readMetricFilters(name, logs)),
    dataProtectionPolicy: () => ifTaken(readDataProtection(name, logs)),
    tags: () => readTags(arn, logs),
  });

async function readTags(resourceArn: string, logs: Logs): Promise<Record<string, string>> {
  const answer = logs.send(new ListTagsForResourceCommand({ resourceArn }));
  const { tags = {} } = await asked('logs:ListTagsForResource', answer);
  return tags;
}
