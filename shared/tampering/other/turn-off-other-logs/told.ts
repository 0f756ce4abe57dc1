import type { Facts } from '../../reported/facts';
import { telling } from '../../reported/report-drill';
import type { Lines, ToldRow } from '../../reported/reported-row';
import { LEFT_OUT } from './calls';

const EVERYDAY =
  'Everyday work of the team that runs the service: forwarded, it would be noise from every account.';

/** Detectors and logs beside CloudTrail: those who turn them off are often on their way to the trail. */
export const turnOffOtherLogs: ToldRow = {
  row: 'ADJ',
  title: 'Turn other logs or detectors off',
  severity: 'medium',
  mitre: ['T1685', 'T1562.001'],
  notUndone:
    'Their settings are in no baseline, and the responder carries no clients of their services: Trailwarden guards CloudTrail.',
  notForwarded: Object.fromEntries(
    Object.entries(LEFT_OUT).flatMap(([source, names]) =>
      names.map((name) => [`${source} ${name}`, EVERYDAY]),
    ),
  ),
  planned: 'Detectors are turned off by their owners, account by account, with a ticket.',
  toDo: (facts) => [
    undo(facts),
    'What it would have seen meanwhile is lost: go through Event history of the time instead.',
    {
      'Is it the beginning of more': 'trailwarden incidents list --account {accountId} --since 24h',
    },
  ],
  drill: telling('member', 'config:StopConfigurationRecorder', () => ({
    configurationRecorderName: 'default',
  })),
};

function undo(facts: Facts): Lines {
  const { eventName } = facts;
  const known = COMMANDS[eventName];
  const command = typeof known === 'function' ? known(facts) : known;
  if (command) return { 'Undo, in {accountId}': `${command} --region {region}` };
  const from = `from the account that administers ${facts.eventSource.replace('.amazonaws.com', '')} for the organization`;
  return eventName === 'UpdateFindings'
    ? `Undo: write back the state that the findings had before, ${from}.`
    : `Undo: turn it on again, ${from}.`;
}

/** The detector, and one of its lists or filters. */
const inDetector = (asked: Facts['asked'], flag: string, ...names: readonly string[]): string =>
  `--detector-id ${asked('detectorId', 'detector-id')} --${flag} ${asked(...names)}`;

const COMMANDS: Readonly<Record<string, string | ((facts: Facts) => string)>> = {
  StopConfigurationRecorder:
    'aws configservice start-configuration-recorder --configuration-recorder-name {target}',
  DeleteConfigurationRecorder:
    'aws configservice put-configuration-recorder --configuration-recorder file://recorder.json',
  DeleteDeliveryChannel:
    'aws configservice put-delivery-channel --delivery-channel file://channel.json',
  PutDeliveryChannel:
    'aws configservice put-delivery-channel --delivery-channel file://channel-before.json',
  DeleteConfigRule: 'aws configservice put-config-rule --config-rule file://rule-before.json',
  DeleteOrganizationConfigRule:
    'aws configservice put-organization-config-rule --organization-config-rule-name {target} --organization-managed-rule-metadata file://organization-rule-before.json',
  DeleteConformancePack:
    'aws configservice put-conformance-pack --conformance-pack-name {target} --template-body file://pack-before.yaml',
  DeleteOrganizationConformancePack:
    'aws configservice put-organization-conformance-pack --organization-conformance-pack-name {target} --template-body file://pack-before.yaml',
  DeleteConfigurationAggregator:
    'aws configservice put-configuration-aggregator --configuration-aggregator-name {target} --account-aggregation-sources file://sources-before.json',
  DeleteAggregationAuthorization: ({ asked }) =>
    `aws configservice put-aggregation-authorization --authorized-account-id ${asked('authorizedAccountId', 'aggregator-account')} --authorized-aws-region ${asked('authorizedAwsRegion', 'aggregator-region')}`,
  CreateIPSet: ({ asked }) =>
    `aws guardduty delete-ip-set ${inDetector(asked, 'ip-set-id', 'ip-set-id')}`,
  UpdateIPSet: ({ asked }) =>
    `aws guardduty update-ip-set ${inDetector(asked, 'ip-set-id', 'ipSetId', 'ip-set-id')} --no-activate`,
  CreateTrustedEntitySet: ({ asked }) =>
    `aws guardduty delete-trusted-entity-set ${inDetector(asked, 'trusted-entity-set-id', 'trusted-entity-set-id')}`,
  UpdateTrustedEntitySet: ({ asked }) =>
    `aws guardduty update-trusted-entity-set ${inDetector(asked, 'trusted-entity-set-id', 'trustedEntitySetId', 'trusted-entity-set-id')} --no-activate`,
  UpdateThreatIntelSet: ({ asked }) =>
    `aws guardduty update-threat-intel-set ${inDetector(asked, 'threat-intel-set-id', 'threatIntelSetId', 'threat-intel-set-id')} --location <list-before> --activate`,
  DeleteThreatIntelSet: ({ asked }) =>
    `aws guardduty create-threat-intel-set ${inDetector(asked, 'name', 'name')} --format TXT --location <list-before> --activate`,
  UpdateThreatEntitySet: ({ asked }) =>
    `aws guardduty update-threat-entity-set ${inDetector(asked, 'threat-entity-set-id', 'threatEntitySetId', 'threat-entity-set-id')} --location <list-before> --activate`,
  DeleteThreatEntitySet: ({ asked }) =>
    `aws guardduty create-threat-entity-set ${inDetector(asked, 'name', 'name')} --format TXT --location <list-before> --activate`,
  CreateFilter: ({ asked }) =>
    `aws guardduty delete-filter ${inDetector(asked, 'filter-name', 'name')}`,
  UpdateFilter: ({ asked }) =>
    `aws guardduty update-filter ${inDetector(asked, 'filter-name', 'filterName', 'filter-name')} --action NOOP`,
  DeletePublishingDestination:
    'aws guardduty create-publishing-destination --detector-id <detector-id> --destination-type S3 --destination-properties DestinationArn=<bucket-arn>,KmsKeyArn=<key-arn>',
  UpdateDetector: 'aws guardduty update-detector --detector-id {target} --enable',
  DeleteDetector: 'aws guardduty create-detector --enable',
  DisableImportFindingsForProduct:
    'aws securityhub enable-import-findings-for-product --product-arn <product-arn>',
  DeleteInsight:
    'aws securityhub create-insight --name <name> --filters file://filters-before.json --group-by-attribute <attribute>',
  BatchUpdateFindings:
    'aws securityhub batch-update-findings --finding-identifiers file://findings.json --workflow Status=NEW',
  BatchUpdateFindingsV2:
    'aws securityhub batch-update-findings-v2 --finding-identifiers file://findings-v2.json --status-id 1',
  CreateAutomationRule:
    'aws securityhub batch-delete-automation-rules --automation-rules-arns <rule-arn>',
  BatchUpdateAutomationRules:
    'aws securityhub batch-update-automation-rules --update-automation-rules-request-items file://rules-before.json',
  CreateAutomationRuleV2: 'aws securityhub delete-automation-rule-v2 --identifier <rule-id>',
  UpdateAutomationRuleV2: ({ asked }) =>
    `aws securityhub update-automation-rule-v2 --identifier ${asked('identifier', 'rule-id')} --rule-status DISABLED`,
  DisableSecurityHub: 'aws securityhub enable-security-hub',
  BatchDisableStandards:
    'aws securityhub batch-enable-standards --standards-subscription-requests StandardsArn=<arn>',
  DisableMacie: 'aws macie2 enable-macie',
  UpdateMacieSession: 'aws macie2 update-macie-session --status ENABLED',
  UpdateMemberSession: 'aws macie2 update-member-session --id {target} --status ENABLED',
  CreateFindingsFilter: 'aws macie2 delete-findings-filter --id <filter-id>',
  UpdateFindingsFilter: 'aws macie2 update-findings-filter --id {target} --action NOOP',
  UpdateClassificationJob:
    'aws macie2 update-classification-job --job-id {target} --job-status RUNNING',
  UpdateAutomatedDiscoveryConfiguration:
    'aws macie2 update-automated-discovery-configuration --status ENABLED',
  DeleteModelInvocationLoggingConfiguration:
    'aws bedrock put-model-invocation-logging-configuration --logging-config file://logging-before.json',
  PutModelInvocationLoggingConfiguration:
    'aws bedrock put-model-invocation-logging-configuration --logging-config file://logging-before.json',
  UpdateClusterConfig:
    'aws eks update-cluster-config --name {target} --logging file://logging-before.json',
  StopActivityStream:
    'aws rds start-activity-stream --resource-arn {target} --mode async --kms-key-id <key-id> --apply-immediately',
  DeleteFlowLogs:
    'aws ec2 create-flow-logs --resource-type VPC --resource-ids <vpc-id> --traffic-type ALL --log-destination-type s3 --log-destination <bucket-arn>',
  DeleteResolverQueryLogConfig:
    'aws route53resolver create-resolver-query-log-config --name <name> --destination-arn <arn> --creator-request-id <id>',
  DisassociateResolverQueryLogConfig:
    'aws route53resolver associate-resolver-query-log-config --resolver-query-log-config-id {target} --resource-id <vpc-id>',
};
