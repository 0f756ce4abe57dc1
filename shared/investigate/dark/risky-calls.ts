import type { RiskKind, RiskyEvent } from '../../domain/dark';

type Risk = Pick<RiskyEvent, 'kind' | 'why'>;

/**
 * Calls that a responder must look at, by kind and reason: a service and the names of its calls, as CloudTrail spells
 * them. Other calls are still counted and kept; this table only decides which come first.
 */
const CALLS: Readonly<Record<RiskKind, Readonly<Record<string, string>>>> = {
  credentials: {
    'a new way to sign in': 'iam: CreateLoginProfile UpdateLoginProfile',
    'a new key that outlives the session': `
      iam: CreateAccessKey CreateServiceSpecificCredential UploadSSHPublicKey
      UploadSigningCertificate`,
    'a new identity': 'iam: CreateUser CreateRole CreateInstanceProfile',
    'identities of another directory are let in': `
      iam: CreateSAMLProvider UpdateSAMLProvider CreateOpenIDConnectProvider
      AddClientIDToOpenIDConnectProvider`,
    'other principals may become this role': 'iam: UpdateAssumeRolePolicy',
    'a second factor was taken away': 'iam: DeactivateMFADevice DeleteVirtualMFADevice',
    'a session that outlives its maker': 'sts: GetFederationToken AssumeRoot',
    'a login to the console': 'signin: ConsoleLogin',
    'a secret was read': 'secretsmanager: GetSecretValue BatchGetSecretValue',
    'parameters, which may be secrets, were read':
      'ssm: GetParameter GetParameters GetParametersByPath',
    'a shell on machines': 'ssm: StartSession SendCommand',
    'rights in Identity Center were given': `
      sso: CreateAccountAssignment AttachManagedPolicyToPermissionSet
      PutInlinePolicyToPermissionSet`,
    'a key pair for machines': 'ec2: CreateKeyPair ImportKeyPair',
    'a machine was given a role':
      'ec2: AssociateIamInstanceProfile ReplaceIamInstanceProfileAssociation',
  },
  logging: {
    'a trail was weakened': `
      cloudtrail: StopLogging DeleteTrail UpdateTrail PutEventSelectors PutInsightSelectors
      DeleteEventDataStore StopEventDataStoreIngestion`,
    'AWS Config was silenced':
      'config: StopConfigurationRecorder DeleteConfigurationRecorder DeleteDeliveryChannel',
    'GuardDuty was silenced': `
      guardduty: DeleteDetector UpdateDetector CreateFilter CreateIPSet
      DisassociateFromAdministratorAccount DisassociateMembers StopMonitoringMembers`,
    'Security Hub was silenced': 'securityhub: DisableSecurityHub DisableImportFindingsForProduct',
    'logs were deleted':
      'logs: DeleteLogGroup DeleteLogStream PutRetentionPolicy DeleteSubscriptionFilter',
    'flow logs were ended': 'ec2: DeleteFlowLogs',
    'alarms were silenced': 'monitoring: DeleteAlarms DisableAlarmActions',
    'a rule that delivers events was ended': 'events: DeleteRule DisableRule RemoveTargets',
  },
  policies: {
    'rights were given': `
      iam: AttachUserPolicy AttachRolePolicy AttachGroupPolicy PutUserPolicy PutRolePolicy
      PutGroupPolicy AddUserToGroup CreatePolicyVersion SetDefaultPolicyVersion
      AddRoleToInstanceProfile`,
    'a limit on rights was taken away': `
      iam: DeleteUserPermissionsBoundary DeleteRolePermissionsBoundary PutUserPermissionsBoundary
      PutRolePermissionsBoundary`,
    'passwords may be weaker': 'iam: UpdateAccountPasswordPolicy DeleteAccountPasswordPolicy',
    'what binds accounts was changed': `
      organizations: DetachPolicy DeletePolicy UpdatePolicy DisablePolicyType LeaveOrganization
      RemoveAccountFromOrganization MoveAccount RegisterDelegatedAdministrator
      InviteAccountToOrganization`,
    'code runs with a role, or answers strangers': `
      lambda: CreateFunction20150331 UpdateFunctionCode20150331v2 AddPermission20150331v2
      CreateFunctionUrlConfig UpdateFunctionConfiguration20150331v2`,
  },
  keys: {
    'what was encrypted may be lost':
      'kms: ScheduleKeyDeletion DisableKey DeleteImportedKeyMaterial DisconnectCustomKeyStore',
    'other principals may use a key': 'kms: PutKeyPolicy CreateGrant ReplicateKey UpdateAlias',
  },
  network: {
    'a door was opened': `
      ec2: AuthorizeSecurityGroupIngress ModifySecurityGroupRules CreateNetworkAclEntry
      ReplaceNetworkAclEntry`,
    'a way out was made': `
      ec2: AuthorizeSecurityGroupEgress CreateInternetGateway AttachInternetGateway CreateRoute
      CreateVpcPeeringConnection AcceptVpcPeeringConnection CreateVpnConnection
      CreateClientVpnEndpoint CreateTrafficMirrorSession`,
    'machines were started': 'ec2: RunInstances RequestSpotInstances CreateFleet',
    'names lead elsewhere': 'route53: ChangeResourceRecordSets AssociateVPCWithHostedZone',
  },
  data: {
    'a bucket was opened, or its copies go elsewhere': `
      s3: PutBucketPolicy DeleteBucketPolicy PutBucketAcl PutBucketReplication
      PutBucketPublicAccessBlock DeleteBucketPublicAccessBlock PutAccountPublicAccessBlock
      DeleteAccountPublicAccessBlock`,
    'objects may be lost': `
      s3: DeleteBucket PutBucketVersioning PutBucketLifecycle PutBucketLifecycleConfiguration
      PutBucketEncryption`,
    'a disk was copied, shared or read': `
      ec2: CreateSnapshot CreateSnapshots ModifySnapshotAttribute CopySnapshot
      SharedSnapshotCopyInitiated ModifyImageAttribute CreateImage DeleteSnapshot GetPasswordData`,
    'a database was copied, shared or opened': `
      rds: CreateDBSnapshot CopyDBSnapshot ModifyDBSnapshotAttribute
      ModifyDBClusterSnapshotAttribute StartExportTask ModifyDBInstance
      RestoreDBInstanceFromDBSnapshot DeleteDBInstance DeleteDBCluster`,
    'a table was copied or deleted':
      'dynamodb: ExportTableToPointInTime DeleteTable DeleteBackup CreateBackup',
    'backups were deleted':
      'backup: DeleteRecoveryPoint DeleteBackupVault DeleteBackupVaultAccessPolicy',
    'images were opened': 'ecr: SetRepositoryPolicy PutRegistryPolicy',
    'something was shared': 'ram: CreateResourceShare AssociateResourceShare',
  },
};

/** By `service:EventName`. */
const RISKS: ReadonlyMap<string, Risk> = new Map(
  Object.entries(CALLS).flatMap(([kind, reasons]) =>
    Object.entries(reasons).flatMap(([why, calls]) => {
      const [service = '', ...names] = calls.trim().split(/:?\s+/);
      return names.map((name) => [`${service}:${name}`, { kind: kind as RiskKind, why }] as const);
    }),
  ),
);

/** Nothing when the call is not risky. */
export const riskOf = (source: string, name: string): Risk | undefined =>
  RISKS.get(`${source.split('.')[0]}:${name}`);

export const riskyCalls: readonly string[] = [...RISKS.keys()];
