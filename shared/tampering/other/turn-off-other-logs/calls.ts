/** Call names by event source. */
type Calls = Readonly<Record<string, readonly string[]>>;

/** What the rule trailwarden-forward-adjacent forwards, and is told. */
export const FORWARDED: Calls = {
  'config.amazonaws.com': [
    'StopConfigurationRecorder',
    'DeleteConfigurationRecorder',
    'DeleteDeliveryChannel',
  ],
  'guardduty.amazonaws.com': [
    'DeleteDetector',
    'UpdateDetector',
    'DeleteMembers',
    'DisassociateMembers',
    'DisassociateFromMasterAccount',
    'DisassociateFromAdministratorAccount',
    'StopMonitoringMembers',
    'DeletePublishingDestination',
    'DisableOrganizationAdminAccount',
  ],
  'securityhub.amazonaws.com': [
    'DisableSecurityHub',
    'DisableOrganizationAdminAccount',
    'DisassociateMembers',
    'DisassociateFromMasterAccount',
    'DisassociateFromAdministratorAccount',
    'BatchDisableStandards',
    'DeleteMembers',
  ],
  'ec2.amazonaws.com': ['DeleteFlowLogs'],
  'route53resolver.amazonaws.com': [
    'DeleteResolverQueryLogConfig',
    'DisassociateResolverQueryLogConfig',
  ],
};

/** What that rule leaves out, and a replay still tells. */
export const LEFT_OUT: Calls = {
  'config.amazonaws.com': [
    'PutDeliveryChannel',
    'DeleteConfigRule',
    'DeleteOrganizationConfigRule',
    'DeleteConformancePack',
    'DeleteOrganizationConformancePack',
    'DeleteConfigurationAggregator',
    'DeleteAggregationAuthorization',
  ],
  'guardduty.amazonaws.com': [
    'DeleteInvitations',
    'CreateIPSet',
    'UpdateIPSet',
    'CreateTrustedEntitySet',
    'UpdateTrustedEntitySet',
    'UpdateThreatIntelSet',
    'DeleteThreatIntelSet',
    'UpdateThreatEntitySet',
    'DeleteThreatEntitySet',
    'CreateFilter',
    'UpdateFilter',
  ],
  'securityhub.amazonaws.com': [
    'DisableImportFindingsForProduct',
    'DeleteInsight',
    'UpdateFindings',
    'BatchUpdateFindings',
    'BatchUpdateFindingsV2',
    'CreateAutomationRule',
    'BatchUpdateAutomationRules',
    'CreateAutomationRuleV2',
    'UpdateAutomationRuleV2',
  ],
  'macie2.amazonaws.com': [
    'DisableMacie',
    'UpdateMacieSession',
    'UpdateMemberSession',
    'DeleteMember',
    'DisassociateMember',
    'DisassociateFromMasterAccount',
    'DisassociateFromAdministratorAccount',
    'DisableOrganizationAdminAccount',
    'CreateFindingsFilter',
    'UpdateFindingsFilter',
    'UpdateClassificationJob',
    'UpdateAutomatedDiscoveryConfiguration',
  ],
  'bedrock.amazonaws.com': [
    'DeleteModelInvocationLoggingConfiguration',
    'PutModelInvocationLoggingConfiguration',
  ],
  'eks.amazonaws.com': ['UpdateClusterConfig'],
  'rds.amazonaws.com': ['StopActivityStream'],
};
