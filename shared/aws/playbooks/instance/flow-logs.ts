import { DescribeFlowLogsCommand, type FlowLog, type Instance } from '@aws-sdk/client-ec2';
import { asked } from '../../classify';
import type { InstanceClients } from './clients';

/** The flow log that one interface of a machine is read from. */
export interface InterfaceLog {
  readonly interfaceId: string;
  /** Absent where its network is not logged. */
  readonly log?: FlowLog;
}

/** For each interface, the flow log of it, of its subnet or of its VPC that says most. Rejects with the SDK's error. */
export async function flowLogsOf(
  { ec2 }: InstanceClients,
  { VpcId, NetworkInterfaces = [] }: Instance,
): Promise<readonly InterfaceLog[]> {
  const ids = NetworkInterfaces.flatMap(({ NetworkInterfaceId, SubnetId }) => [
    NetworkInterfaceId ?? [],
    SubnetId ?? [],
  ]).flat();
  const Values = [...new Set([...ids, ...(VpcId ? [VpcId] : [])])];
  const found: FlowLog[] = [];
  let NextToken: string | undefined;
  do {
    const Filter = [{ Name: 'resource-id', Values }];
    const answer = ec2.send(new DescribeFlowLogsCommand({ Filter, NextToken }));
    const page = await asked('ec2:DescribeFlowLogs', answer);
    found.push(...(page.FlowLogs ?? []));
    ({ NextToken } = page);
  } while (NextToken);
  return NetworkInterfaces.flatMap(({ NetworkInterfaceId: interfaceId, SubnetId }) => {
    if (!interfaceId) return [];
    const about = [interfaceId, SubnetId, VpcId];
    const [log] = found
      .filter(({ ResourceId }) => about.includes(ResourceId))
      .toSorted((one, other) => worth(other) - worth(one));
    return [{ interfaceId, ...(log && { log }) }];
  });
}

const TRAFFIC: Readonly<Record<string, number>> = { ALL: 2, ACCEPT: 1 };

/** What can be read is worth more than what says more. */
const worth = (log: FlowLog): number =>
  (groupOf(log) ? 10 : 0) +
  (log.DeliverLogsStatus === 'FAILED' ? 0 : 5) +
  (TRAFFIC[log.TrafficType ?? ''] ?? 0);

/** The log group, where it goes to CloudWatch Logs. */
export const groupOf = ({ LogDestinationType, LogGroupName, LogDestination }: FlowLog) =>
  LogDestinationType === 'cloud-watch-logs' || (!LogDestinationType && LogGroupName)
    ? (LogGroupName ?? LogDestination?.split(':log-group:')[1]?.replace(/:\*$/, ''))
    : undefined;
