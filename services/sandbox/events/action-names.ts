/** What EventBridge's resource policies may name, whether it is emulated or not. [D] service-authorization list_amazoneventbridge */
export const actionNames: readonly string[] = `
  ActivateEventSource CancelReplay CreateApiDestination CreateArchive CreateConnection CreateEndpoint CreateEventBus
  CreatePartnerEventSource DeactivateEventSource DeauthorizeConnection DeleteApiDestination DeleteArchive
  DeleteConnection DeleteEndpoint DeleteEventBus DeletePartnerEventSource DeleteRule DescribeApiDestination
  DescribeArchive DescribeConnection DescribeEndpoint DescribeEventBus DescribeEventSource DescribePartnerEventSource
  DescribeReplay DescribeRule DisableRule EnableRule InvokeApiDestination ListApiDestinations ListArchives
  ListConnections ListEndpoints ListEventBuses ListEventSources ListPartnerEventSourceAccounts ListPartnerEventSources
  ListReplays ListRuleNamesByTarget ListRules ListTagsForResource ListTargetsByRule PutEvents PutPartnerEvents
  PutPermission PutRule PutTargets RemovePermission RemoveTargets RetrieveConnectionCredentials StartReplay TagResource
  TestEventPattern UntagResource UpdateApiDestination UpdateArchive UpdateConnection UpdateEndpoint UpdateEventBus`
  .trim()
  .split(/\s+/);
