import type { Facts } from '../../reported/facts';
import { goesOn, inPlace, planned, step } from '../../reported/lines';
import { told } from '../../reported/report-drill';
import type { ReportedRow } from '../../reported/reported-row';

const EVERYDAY =
  'Everyday work of the team that runs the service: forwarded, it would be noise from every account.';

/** What the rule trailwarden-forward-adjacent leaves out, and a replay still tells. */
const LEFT_OUT = [
  'config.amazonaws.com PutDeliveryChannel',
  'config.amazonaws.com DeleteConfigRule',
  'guardduty.amazonaws.com CreateIPSet',
  'guardduty.amazonaws.com DeleteInvitations',
  'securityhub.amazonaws.com DisableImportFindingsForProduct',
  'securityhub.amazonaws.com DeleteInsight',
  'securityhub.amazonaws.com UpdateFindings',
  'bedrock.amazonaws.com DeleteModelInvocationLoggingConfiguration',
];

/** Detectors and logs beside CloudTrail: those who turn them off are often on their way to the trail. */
export const turnOffOtherLogs: ReportedRow = {
  row: 'ADJ',
  title: 'Turn other logs or detectors off',
  severity: 'medium',
  mitre: ['T1685', 'T1562.001'],
  notUndone:
    'Their settings are in no baseline, and the responder carries no clients of their services: Trailwarden guards CloudTrail.',
  notForwarded: Object.fromEntries(LEFT_OUT.map((call) => [call, EVERYDAY])),
  guidance: (facts) => [
    planned(facts, 'Detectors are turned off by their owners, account by account, with a ticket.'),
    undo(facts),
    'What it would have seen meanwhile is lost: go through Event history of the time instead.',
    step(
      'Is it the beginning of more',
      `trailwarden incidents list --account ${facts.accountId} --since 24h`,
    ),
    ...goesOn(facts),
  ],
  drill: ({ memberAccountId, homeRegion }) =>
    told({
      accountId: memberAccountId,
      region: homeRegion,
      eventSource: 'config.amazonaws.com',
      eventName: 'StopConfigurationRecorder',
      requestParameters: { configurationRecorderName: 'default' },
    }),
};

function undo(facts: Facts): string {
  const { eventName, target } = facts;
  const command = COMMANDS[eventName]?.(target);
  if (command) return step(`Undo, in ${facts.accountId}`, inPlace(command, facts));
  const from = `from the account that administers ${facts.eventSource.replace('.amazonaws.com', '')} for the organization`;
  return eventName === 'UpdateFindings'
    ? `Undo: write back the state that the findings had before, ${from}.`
    : `Undo: turn it on again, ${from}.`;
}

const COMMANDS: Readonly<Record<string, (target: string) => string>> = {
  StopConfigurationRecorder: (name) =>
    `aws configservice start-configuration-recorder --configuration-recorder-name ${name}`,
  DeleteConfigurationRecorder: () =>
    'aws configservice put-configuration-recorder --configuration-recorder file://recorder.json',
  DeleteDeliveryChannel: () =>
    'aws configservice put-delivery-channel --delivery-channel file://channel.json',
  PutDeliveryChannel: () =>
    'aws configservice put-delivery-channel --delivery-channel file://channel-before.json',
  DeleteConfigRule: () => 'aws configservice put-config-rule --config-rule file://rule-before.json',
  CreateIPSet: () =>
    'aws guardduty delete-ip-set --detector-id <detector-id> --ip-set-id <ip-set-id>',
  DeletePublishingDestination: () =>
    'aws guardduty create-publishing-destination --detector-id <detector-id> --destination-type S3 --destination-properties DestinationArn=<bucket-arn>,KmsKeyArn=<key-arn>',
  DisableImportFindingsForProduct: () =>
    'aws securityhub enable-import-findings-for-product --product-arn <product-arn>',
  DeleteInsight: () =>
    'aws securityhub create-insight --name <name> --filters file://filters-before.json --group-by-attribute <attribute>',
  DeleteModelInvocationLoggingConfiguration: () =>
    'aws bedrock put-model-invocation-logging-configuration --logging-config file://logging-before.json',
  UpdateDetector: (id) => `aws guardduty update-detector --detector-id ${id} --enable`,
  DeleteDetector: () => 'aws guardduty create-detector --enable',
  DisableSecurityHub: () => 'aws securityhub enable-security-hub',
  BatchDisableStandards: () =>
    'aws securityhub batch-enable-standards --standards-subscription-requests StandardsArn=<arn>',
  DeleteFlowLogs: () =>
    'aws ec2 create-flow-logs --resource-type VPC --resource-ids <vpc-id> --traffic-type ALL --log-destination-type s3 --log-destination <bucket-arn>',
  DeleteResolverQueryLogConfig: () =>
    'aws route53resolver create-resolver-query-log-config --name <name> --destination-arn <arn> --creator-request-id <id>',
  DisassociateResolverQueryLogConfig: (id) =>
    `aws route53resolver associate-resolver-query-log-config --resolver-query-log-config-id ${id} --resource-id <vpc-id>`,
};
