import type { RiskKind, RiskyEvent } from '../../domain/dark';

type Risk = Pick<RiskyEvent, 'kind' | 'why'>;

const of =
  (kind: RiskKind, service: string) =>
  (why: string, ...names: readonly string[]): readonly (readonly [string, Risk])[] =>
    names.map((name) => [`${service}:${name}`, { kind, why }]);

const credentials = (service: string) => of('credentials', service);
const policies = (service: string) => of('policies', service);
const keys = (service: string) => of('keys', service);
const network = (service: string) => of('network', service);
const data = (service: string) => of('data', service);
const logging = (service: string) => of('logging', service);

/**
 * Calls that a responder must look at, by `service:EventName` as CloudTrail spells them. Other calls are still
 * counted and kept; this table only decides which come first.
 */
const RISKS: ReadonlyMap<string, Risk> = new Map([
  ...credentials('iam')('a new way to sign in', 'CreateLoginProfile', 'UpdateLoginProfile'),
  ...credentials('iam')(
    'a new key that outlives the session',
    'CreateAccessKey',
    'CreateServiceSpecificCredential',
    'UploadSSHPublicKey',
    'UploadSigningCertificate',
  ),
  ...credentials('iam')('a new identity', 'CreateUser', 'CreateRole', 'CreateInstanceProfile'),
  ...credentials('iam')(
    'identities of another directory are let in',
    'CreateSAMLProvider',
    'UpdateSAMLProvider',
    'CreateOpenIDConnectProvider',
    'AddClientIDToOpenIDConnectProvider',
  ),
  ...credentials('iam')('other principals may become this role', 'UpdateAssumeRolePolicy'),
  ...credentials('iam')(
    'a second factor was taken away',
    'DeactivateMFADevice',
    'DeleteVirtualMFADevice',
  ),
  ...credentials('sts')('a session that outlives its maker', 'GetFederationToken', 'AssumeRoot'),
  ...credentials('signin')('a login to the console', 'ConsoleLogin'),
  ...credentials('secretsmanager')('a secret was read', 'GetSecretValue', 'BatchGetSecretValue'),
  ...credentials('ssm')(
    'parameters, which may be secrets, were read',
    'GetParameter',
    'GetParameters',
    'GetParametersByPath',
  ),
  ...credentials('ssm')('a shell on machines', 'StartSession', 'SendCommand'),
  ...credentials('sso')(
    'rights in Identity Center were given',
    'CreateAccountAssignment',
    'AttachManagedPolicyToPermissionSet',
    'PutInlinePolicyToPermissionSet',
  ),
  ...credentials('ec2')('a key pair for machines', 'CreateKeyPair', 'ImportKeyPair'),
  ...credentials('ec2')(
    'a machine was given a role',
    'AssociateIamInstanceProfile',
    'ReplaceIamInstanceProfileAssociation',
  ),

  ...logging('cloudtrail')(
    'a trail was weakened',
    'StopLogging',
    'DeleteTrail',
    'UpdateTrail',
    'PutEventSelectors',
    'PutInsightSelectors',
    'DeleteEventDataStore',
    'StopEventDataStoreIngestion',
  ),
  ...logging('config')(
    'AWS Config was silenced',
    'StopConfigurationRecorder',
    'DeleteConfigurationRecorder',
    'DeleteDeliveryChannel',
  ),
  ...logging('guardduty')(
    'GuardDuty was silenced',
    'DeleteDetector',
    'UpdateDetector',
    'CreateFilter',
    'CreateIPSet',
    'DisassociateFromAdministratorAccount',
    'DisassociateMembers',
    'StopMonitoringMembers',
  ),
  ...logging('securityhub')(
    'Security Hub was silenced',
    'DisableSecurityHub',
    'DisableImportFindingsForProduct',
  ),
  ...logging('logs')(
    'logs were deleted',
    'DeleteLogGroup',
    'DeleteLogStream',
    'PutRetentionPolicy',
    'DeleteSubscriptionFilter',
  ),
  ...logging('ec2')('flow logs were ended', 'DeleteFlowLogs'),
  ...logging('monitoring')('alarms were silenced', 'DeleteAlarms', 'DisableAlarmActions'),
  ...logging('events')(
    'a rule that delivers events was ended',
    'DeleteRule',
    'DisableRule',
    'RemoveTargets',
  ),

  ...policies('iam')(
    'rights were given',
    'AttachUserPolicy',
    'AttachRolePolicy',
    'AttachGroupPolicy',
    'PutUserPolicy',
    'PutRolePolicy',
    'PutGroupPolicy',
    'AddUserToGroup',
    'CreatePolicyVersion',
    'SetDefaultPolicyVersion',
    'AddRoleToInstanceProfile',
  ),
  ...policies('iam')(
    'a limit on rights was taken away',
    'DeleteUserPermissionsBoundary',
    'DeleteRolePermissionsBoundary',
    'PutUserPermissionsBoundary',
    'PutRolePermissionsBoundary',
  ),
  ...policies('iam')(
    'passwords may be weaker',
    'UpdateAccountPasswordPolicy',
    'DeleteAccountPasswordPolicy',
  ),
  ...policies('organizations')(
    'what binds accounts was changed',
    'DetachPolicy',
    'DeletePolicy',
    'UpdatePolicy',
    'DisablePolicyType',
    'LeaveOrganization',
    'RemoveAccountFromOrganization',
    'MoveAccount',
    'RegisterDelegatedAdministrator',
    'InviteAccountToOrganization',
  ),
  ...policies('lambda')(
    'code runs with a role, or answers strangers',
    'CreateFunction20150331',
    'UpdateFunctionCode20150331v2',
    'AddPermission20150331v2',
    'CreateFunctionUrlConfig',
    'UpdateFunctionConfiguration20150331v2',
  ),

  ...keys('kms')(
    'what was encrypted may be lost',
    'ScheduleKeyDeletion',
    'DisableKey',
    'DeleteImportedKeyMaterial',
    'DisconnectCustomKeyStore',
  ),
  ...keys('kms')(
    'other principals may use a key',
    'PutKeyPolicy',
    'CreateGrant',
    'ReplicateKey',
    'UpdateAlias',
  ),

  ...network('ec2')(
    'a door was opened',
    'AuthorizeSecurityGroupIngress',
    'ModifySecurityGroupRules',
    'CreateNetworkAclEntry',
    'ReplaceNetworkAclEntry',
  ),
  ...network('ec2')(
    'a way out was made',
    'AuthorizeSecurityGroupEgress',
    'CreateInternetGateway',
    'AttachInternetGateway',
    'CreateRoute',
    'CreateVpcPeeringConnection',
    'AcceptVpcPeeringConnection',
    'CreateVpnConnection',
    'CreateClientVpnEndpoint',
    'CreateTrafficMirrorSession',
  ),
  ...network('ec2')('machines were started', 'RunInstances', 'RequestSpotInstances', 'CreateFleet'),
  ...network('route53')(
    'names lead elsewhere',
    'ChangeResourceRecordSets',
    'AssociateVPCWithHostedZone',
  ),

  ...data('s3')(
    'a bucket was opened, or its copies go elsewhere',
    'PutBucketPolicy',
    'DeleteBucketPolicy',
    'PutBucketAcl',
    'PutBucketReplication',
    'PutBucketPublicAccessBlock',
    'DeleteBucketPublicAccessBlock',
    'PutAccountPublicAccessBlock',
    'DeleteAccountPublicAccessBlock',
  ),
  ...data('s3')(
    'objects may be lost',
    'DeleteBucket',
    'PutBucketVersioning',
    'PutBucketLifecycle',
    'PutBucketLifecycleConfiguration',
    'PutBucketEncryption',
  ),
  ...data('ec2')(
    'a disk was copied, shared or read',
    'CreateSnapshot',
    'CreateSnapshots',
    'ModifySnapshotAttribute',
    'CopySnapshot',
    'SharedSnapshotCopyInitiated',
    'ModifyImageAttribute',
    'CreateImage',
    'DeleteSnapshot',
    'GetPasswordData',
  ),
  ...data('rds')(
    'a database was copied, shared or opened',
    'CreateDBSnapshot',
    'CopyDBSnapshot',
    'ModifyDBSnapshotAttribute',
    'ModifyDBClusterSnapshotAttribute',
    'StartExportTask',
    'ModifyDBInstance',
    'RestoreDBInstanceFromDBSnapshot',
    'DeleteDBInstance',
    'DeleteDBCluster',
  ),
  ...data('dynamodb')(
    'a table was copied or deleted',
    'ExportTableToPointInTime',
    'DeleteTable',
    'DeleteBackup',
    'CreateBackup',
  ),
  ...data('backup')(
    'backups were deleted',
    'DeleteRecoveryPoint',
    'DeleteBackupVault',
    'DeleteBackupVaultAccessPolicy',
  ),
  ...data('ecr')('images were opened', 'SetRepositoryPolicy', 'PutRegistryPolicy'),
  ...data('ram')('something was shared', 'CreateResourceShare', 'AssociateResourceShare'),
]);

/** Nothing when the call is not risky. */
export const riskOf = (source: string, name: string): Risk | undefined =>
  RISKS.get(`${source.split('.')[0]}:${name}`);

export const riskyCalls: readonly string[] = [...RISKS.keys()];
