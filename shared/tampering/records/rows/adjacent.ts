import { field, flag, isFields, texts } from '../../../record/json';
import { harm, none, type OpenRow } from '../../../record/row';

/** Logs and detectors beside CloudTrail: told, and not undone. */
export const adjacent: readonly OpenRow[] = [
  {
    id: 'ADJ',
    title: 'Turn other logs or detectors off',
    class: 'adjacent',
    events: {
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
    },
    targets: ({ request }) => TARGETS.flatMap((name) => texts(field(request, name))).slice(0, 1),
    effect: ({ eventName, eventSource, request }, _known, target) => {
      // The same call turns a detector on, or only sets how often it speaks.
      if (
        eventName === 'UpdateDetector' &&
        flag(field(request, 'enable')) !== false &&
        isFields(request)
      )
        return none;
      const on = target === 'unnamed' ? '' : ` (${target})`;
      return harm(`${eventName} of ${eventSource.replace('.amazonaws.com', '')}${on}.`);
    },
  },
];

const TARGETS = [
  'detectorId',
  'configurationRecorderName',
  'deliveryChannelName',
  'configRuleName',
  'resolverQueryLogConfigId',
];
