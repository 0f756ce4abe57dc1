import { expect, test } from '@jest/globals';
import { isRead } from '../../../services/sandbox/core/service';
import { dynamodbService } from '../../../services/sandbox/dynamodb/service';
import { services } from '../../../services/sandbox/services';

/** What CloudTrail calls `readOnly: true`, and what it calls `readOnly: false`. */
const table: Readonly<Record<string, { readonly reads: string; readonly writes: string }>> = {
  'access-analyzer': {
    reads: 'CheckNoPublicAccess',
    writes: '',
  },
  config: { reads: 'GetResourceConfigHistory', writes: '' },
  account: {
    reads: 'GetAlternateContact GetContactInformation GetRegionOptStatus ListRegions',
    writes: `
      DeleteAlternateContact DisableRegion EnableRegion PutAlternateContact
      PutContactInformation`,
  },
  autoscaling: {
    reads: 'DescribeAutoScalingGroups DescribeAutoScalingInstances',
    writes: `
      AttachInstances CreateAutoScalingGroup DeleteAutoScalingGroup DetachInstances
      EnterStandby ExitStandby SetInstanceProtection UpdateAutoScalingGroup`,
  },
  cloudformation: {
    reads: `
      DescribeChangeSet DescribeOrganizationsAccess DescribeStackEvents DescribeStackSet
      DescribeStackSetOperation DescribeStacks GetTemplate ListStackInstances
      ListStackResources ListStackSetOperationResults ListStackSetOperations ListStackSets
      ValidateTemplate`,
    writes: `
      ActivateOrganizationsAccess CreateChangeSet CreateStack CreateStackInstances CreateStackSet
      DeactivateOrganizationsAccess DeleteStack DeleteStackInstances DeleteStackSet
      ExecuteChangeSet UpdateStack UpdateStackInstances UpdateStackSet`,
  },
  cloudtrail: {
    reads: `
      DescribeTrails GetEventConfiguration GetEventDataStore GetEventSelectors
      GetInsightSelectors GetTrail GetTrailStatus ListEventDataStores ListPublicKeys
      ListTags ListTrails LookupEvents`,
    writes: `
      AddTags CreateEventDataStore CreateTrail DeleteEventDataStore DeleteTrail
      DeregisterOrganizationDelegatedAdmin PutEventConfiguration PutEventSelectors
      PutInsightSelectors RegisterOrganizationDelegatedAdmin RemoveTags
      RestoreEventDataStore StartEventDataStoreIngestion StartLogging
      StopEventDataStoreIngestion StopLogging UpdateEventDataStore UpdateTrail`,
  },
  dynamodb: {
    reads: `
      BatchGetItem DescribeContinuousBackups DescribeTable DescribeTimeToLive GetItem
      ListTables Query Scan`,
    writes: `
      BatchWriteItem CreateTable DeleteItem DeleteTable PutItem UpdateContinuousBackups
      UpdateItem UpdateTable UpdateTimeToLive`,
  },
  ec2: {
    reads: `
      DescribeAddresses DescribeFlowLogs DescribeIamInstanceProfileAssociations
      DescribeImageAttribute DescribeImages DescribeInstanceAttribute
      DescribeInstanceStatus DescribeInstances DescribeManagedPrefixLists
      DescribeNatGateways DescribeNetworkAcls
      DescribeNetworkInterfaces DescribeRouteTables DescribeSecurityGroupRules
      DescribeSecurityGroups DescribeSnapshotAttribute DescribeSnapshots
      DescribeSubnets DescribeTags DescribeVolumes DescribeVpcEndpoints DescribeVpcs
      GetManagedPrefixListEntries GetPasswordData GetSerialConsoleAccessStatus`,
    writes: `
      AllocateAddress AssociateAddress AssociateIamInstanceProfile AssociateRouteTable
      AttachVolume AuthorizeSecurityGroupEgress AuthorizeSecurityGroupIngress
      CopySnapshot CreateFlowLogs CreateImage CreateNetworkAcl CreateNetworkAclEntry
      CreateRouteTable CreateSecurityGroup CreateSnapshot CreateSnapshots CreateSubnet
      CreateTags CreateVolume CreateVpc CreateVpcEndpoint DeleteNetworkAcl
      DeleteNetworkAclEntry DeleteRouteTable DeleteSecurityGroup DeleteSnapshot
      DeleteTags DeleteVolume DeleteVpcEndpoints DeregisterImage DetachVolume
      DisableSerialConsoleAccess DisassociateAddress DisassociateIamInstanceProfile
      DisassociateRouteTable EnableSerialConsoleAccess ModifyInstanceAttribute
      ModifyInstanceMetadataOptions ModifyNetworkInterfaceAttribute
      ModifySnapshotAttribute RebootInstances RegisterImage ReleaseAddress
      ReplaceIamInstanceProfileAssociation ReplaceNetworkAclAssociation
      ReplaceNetworkAclEntry RevokeSecurityGroupEgress RevokeSecurityGroupIngress
      RunInstances StartInstances StopInstances TerminateInstances
      UpdateSecurityGroupRuleDescriptionsEgress
      UpdateSecurityGroupRuleDescriptionsIngress`,
  },
  ebs: {
    reads: 'GetSnapshotBlock ListChangedBlocks ListSnapshotBlocks',
    writes: '',
  },
  'ec2-instance-connect': {
    reads: '',
    writes: 'SendSSHPublicKey SendSerialConsoleSSHPublicKey',
  },
  elasticloadbalancing: {
    reads: `
      DescribeTags DescribeTargetGroupAttributes DescribeTargetGroups
      DescribeTargetHealth`,
    writes: 'CreateTargetGroup DeleteTargetGroup DeregisterTargets RegisterTargets',
  },
  events: {
    reads: `
      DescribeEventBus DescribeRule ListEventBuses ListRuleNamesByTarget ListRules
      ListTagsForResource ListTargetsByRule TestEventPattern`,
    writes: `
      CreateEventBus DeleteEventBus DeleteRule DisableRule EnableRule PutEvents
      PutPermission PutRule PutTargets RemovePermission RemoveTargets TagResource
      UpdateEventBus`,
  },
  guardduty: { reads: 'GetFindings ListDetectors ListFindings', writes: '' },
  route53resolver: {
    reads: 'ListResolverQueryLogConfigAssociations ListResolverQueryLogConfigs',
    writes: '',
  },
  iam: {
    reads: `
      GetAccessKeyLastUsed GetInstanceProfile GetPolicy GetPolicyVersion GetRole
      GetRolePolicy GetUser ListAccessKeys ListAttachedRolePolicies
      ListInstanceProfilesForRole ListPolicyVersions ListRolePolicies ListRoleTags
      ListRoles ListUserPolicies ListUserTags`,
    writes: `
      AddRoleToInstanceProfile AttachRolePolicy CreateAccessKey CreateInstanceProfile
      CreatePolicy CreatePolicyVersion CreateRole CreateServiceLinkedRole CreateUser
      DeleteInstanceProfile DeleteLoginProfile DeletePolicy DeletePolicyVersion DeleteRole
      DeleteRolePermissionsBoundary DeleteRolePolicy DeleteServiceLinkedRole
      DeleteUserPolicy DetachRolePolicy PutRolePermissionsBoundary PutRolePolicy
      PutUserPolicy RemoveRoleFromInstanceProfile SetDefaultPolicyVersion TagRole
      UntagRole UpdateAccessKey UpdateAssumeRolePolicy UpdateRole`,
  },
  identitystore: {
    reads: 'DescribeUser GetUserId ListUsers',
    writes: '',
  },
  kms: {
    reads: `
      DescribeCustomKeyStores DescribeKey GenerateMac GetKeyPolicy GetKeyRotationStatus
      GetPublicKey ListAliases ListKeys ListResourceTags Sign VerifyMac`,
    writes: `
      CancelKeyDeletion ConnectCustomKeyStore CreateAlias CreateCustomKeyStore CreateKey
      DeleteAlias DeleteImportedKeyMaterial DisableKey DisableKeyRotation
      DisconnectCustomKeyStore EnableKey EnableKeyRotation PutKeyPolicy
      ScheduleKeyDeletion TagResource UntagResource UpdateAlias`,
  },
  lambda: {
    reads: `
      GetEventSourceMapping GetFunction GetFunctionConcurrency GetFunctionConfiguration
      GetPolicy ListEventSourceMappings`,
    writes: `
      AddPermission DeleteEventSourceMapping DeleteFunction DeleteFunctionConcurrency
      PutFunctionConcurrency RemovePermission UpdateEventSourceMapping UpdateFunctionCode
      UpdateFunctionConfiguration`,
  },
  logs: {
    reads: `
      DescribeDestinations DescribeLogGroups DescribeLogStreams DescribeMetricFilters
      DescribeResourcePolicies DescribeSubscriptionFilters FilterLogEvents GetDataProtectionPolicy
      GetLogEvents ListTagsForResource`,
    writes: `
      AssociateKmsKey CreateLogGroup CreateLogStream DeleteDataProtectionPolicy
      DeleteDestination DeleteLogGroup DeleteLogStream DeleteMetricFilter
      DeleteResourcePolicy DeleteRetentionPolicy DeleteSubscriptionFilter
      DisassociateKmsKey PutDataProtectionPolicy PutDestination PutDestinationPolicy
      PutLogEvents PutMetricFilter PutResourcePolicy PutRetentionPolicy
      PutSubscriptionFilter TagResource UntagResource`,
  },
  organizations: {
    reads: `
      DescribeAccount DescribeOrganization DescribeOrganizationalUnit DescribePolicy
      DescribeResourcePolicy ListAWSServiceAccessForOrganization ListAccounts
      ListAccountsForParent ListChildren ListDelegatedAdministrators
      ListDelegatedServicesForAccount ListHandshakesForAccount
      ListHandshakesForOrganization ListOrganizationalUnitsForParent ListParents
      ListPolicies ListPoliciesForTarget ListRoots ListTagsForResource
      ListTargetsForPolicy`,
    writes: `
      AcceptHandshake AttachPolicy CancelHandshake CloseAccount CreateOrganizationalUnit
      CreatePolicy DeclineHandshake DeletePolicy DeleteResourcePolicy
      DeregisterDelegatedAdministrator DetachPolicy DisableAWSServiceAccess
      DisablePolicyType EnableAWSServiceAccess EnablePolicyType
      InviteAccountToOrganization LeaveOrganization MoveAccount PutResourcePolicy
      RegisterDelegatedAdministrator RemoveAccountFromOrganization TagResource
      UntagResource UpdatePolicy`,
  },
  s3: {
    reads: `
      GetBucketAcl GetBucketEncryption GetBucketLifecycleConfiguration GetBucketLocation
      GetBucketLogging GetBucketNotificationConfiguration GetBucketOwnershipControls
      GetBucketPolicy GetBucketPolicyStatus GetBucketReplication GetBucketRequestPayment
      GetBucketTagging GetBucketVersioning GetObject GetObjectLockConfiguration
      GetObjectRetention GetPublicAccessBlock HeadBucket HeadObject ListBuckets
      ListObjectVersions ListObjects ListObjectsV2 ListParts`,
    writes: `
      AbortMultipartUpload CompleteMultipartUpload CopyObject CreateBucket
      CreateMultipartUpload DeleteBucket DeleteBucketEncryption DeleteBucketLifecycle
      DeleteBucketOwnershipControls DeleteBucketPolicy DeleteBucketReplication
      DeleteBucketTagging DeleteObject DeleteObjects DeletePublicAccessBlock PutBucketAcl
      PutBucketEncryption PutBucketLifecycleConfiguration PutBucketLogging
      PutBucketNotificationConfiguration PutBucketOwnershipControls PutBucketPolicy
      PutBucketReplication PutBucketRequestPayment PutBucketTagging PutBucketVersioning
      PutObject PutObjectLockConfiguration PutObjectRetention PutPublicAccessBlock UploadPart`,
  },
  s3control: {
    reads: 'GetPublicAccessBlock',
    writes: 'DeletePublicAccessBlock PutPublicAccessBlock',
  },
  secretsmanager: {
    reads: 'GetSecretValue',
    writes: 'CreateSecret PutSecretValue',
  },
  securityhub: {
    reads: '',
    writes: 'BatchImportFindings',
  },
  ses: {
    reads: '',
    writes: 'SendEmail',
  },
  sns: {
    reads: `
      GetSubscriptionAttributes GetTopicAttributes ListSubscriptionsByTopic
      ListTagsForResource ListTopics`,
    writes: `
      AddPermission CreateTopic DeleteTopic Publish RemovePermission
      SetSubscriptionAttributes SetTopicAttributes Subscribe TagResource Unsubscribe
      UntagResource`,
  },
  sqs: {
    reads: 'GetQueueAttributes GetQueueUrl ListMessageMoveTasks ListQueues',
    writes: `
      CancelMessageMoveTask ChangeMessageVisibility ChangeMessageVisibilityBatch
      CreateQueue DeleteMessage
      DeleteMessageBatch DeleteQueue PurgeQueue ReceiveMessage SendMessage
      SendMessageBatch SetQueueAttributes StartMessageMoveTask`,
  },
  ssm: {
    reads: `
      DescribeDocument DescribeDocumentPermission DescribeInstanceInformation
      DescribeSessions GetCalendarState GetCommandInvocation GetConnectionStatus
      GetDocument GetParameter ListCommandInvocations ListCommands
      ListDocumentVersions ListDocuments`,
    writes: `
      CancelCommand CreateDocument DeleteDocument ModifyDocumentPermission PutParameter
      ResumeSession SendCommand StartSession TerminateSession UpdateDocument
      UpdateDocumentDefaultVersion`,
  },
  states: {
    reads: `
      DescribeExecution DescribeStateMachine GetExecutionHistory ListExecutions
      ListStateMachines ListTagsForResource`,
    writes: `
      CreateStateMachine DeleteStateMachine SendTaskFailure SendTaskHeartbeat
      SendTaskSuccess StartExecution StopExecution TagResource UntagResource
      UpdateStateMachine`,
  },
  sts: {
    reads: 'AssumeRole GetCallerIdentity',
    writes: '',
  },
};

const namesIn = (text = '') => text.split(/\s+/).filter((name) => name !== '');

const all = [...services, dynamodbService];

test('every service is in the table', () => {
  expect(all.map(({ id }) => id).sort()).toEqual(Object.keys(table).sort());
});

test.each(all)(
  'the actions of $id are there by name, and are reads or writes',
  ({ id, actions }) => {
    const names = Object.keys(actions).sort();
    const isReadHere = (name: string) => isRead(actions[name] ?? {}, name);
    const { reads, writes } = table[id] ?? {};
    expect(names.filter(isReadHere)).toEqual(namesIn(reads));
    expect(names.filter((name) => !isReadHere(name))).toEqual(namesIn(writes));
  },
);
