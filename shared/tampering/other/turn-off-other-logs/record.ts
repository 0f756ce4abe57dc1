import { field, flag, isFields, texts } from '../../../record/json';
import type { LogRecord } from '../../../record/log-record';
import { harm, none, type OpenRow } from '../../../record/row';
import { each, openRowsOf } from '../../records/rows-of';
import { turnOffOtherLogs } from './told';

const CALLS: Readonly<Record<string, readonly string[]>> = {
  'config.amazonaws.com': [
    'StopConfigurationRecorder',
    'DeleteConfigurationRecorder',
    'DeleteDeliveryChannel',
    'PutDeliveryChannel',
    'DeleteConfigRule',
  ],
  'guardduty.amazonaws.com': [
    'DeleteDetector',
    'UpdateDetector',
    'DeleteMembers',
    'DeleteInvitations',
    'DisassociateMembers',
    'DisassociateFromMasterAccount',
    'DisassociateFromAdministratorAccount',
    'StopMonitoringMembers',
    'DeletePublishingDestination',
    'DisableOrganizationAdminAccount',
    'CreateIPSet',
  ],
  'securityhub.amazonaws.com': [
    'DisableSecurityHub',
    'DisableImportFindingsForProduct',
    'DisableOrganizationAdminAccount',
    'DisassociateMembers',
    'DisassociateFromMasterAccount',
    'DisassociateFromAdministratorAccount',
    'BatchDisableStandards',
    'DeleteMembers',
    'DeleteInsight',
    'UpdateFindings',
  ],
  'ec2.amazonaws.com': ['DeleteFlowLogs'],
  'route53resolver.amazonaws.com': [
    'DeleteResolverQueryLogConfig',
    'DisassociateResolverQueryLogConfig',
  ],
  'bedrock.amazonaws.com': ['DeleteModelInvocationLoggingConfiguration'],
};

const TARGETS = [
  'detectorId',
  'configurationRecorderName',
  'deliveryChannelName',
  'configRuleName',
  'resolverQueryLogConfigId',
];

/** Logs and detectors beside CloudTrail. */
const onOtherLogs = (source: string) =>
  openRowsOf({
    source,
    targets: ({ request }) => TARGETS.flatMap((name) => texts(field(request, name))).slice(0, 1),
  });

function turnsOff({ eventName, eventSource, request }: LogRecord, _: unknown, target: string) {
  // The same call turns a detector on, or only sets how often it speaks.
  if (
    eventName === 'UpdateDetector' &&
    flag(field(request, 'enable')) !== false &&
    isFields(request)
  )
    return none;
  const on = target === 'unnamed' ? '' : ` (${target})`;
  return harm(`${eventName} of ${eventSource.replace('.amazonaws.com', '')}${on}.`);
}

export const turnOffOtherLogsRecords: readonly OpenRow[] = Object.entries(CALLS).map(
  ([source, names]) => ({
    ...onOtherLogs(source)(turnOffOtherLogs, each(names, turnsOff)),
    class: 'adjacent',
  }),
);
