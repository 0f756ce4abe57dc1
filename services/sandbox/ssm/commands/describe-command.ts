import {
  type Command,
  countsOf,
  type Invocation,
  type Plugin,
  stateOfCommand,
  stateOfInvocation,
} from './command';

const untold = {
  ServiceRole: '',
  NotificationConfig: { NotificationArn: '', NotificationEvents: [], NotificationType: '' },
  CloudWatchOutputConfig: { CloudWatchLogGroupName: '', CloudWatchOutputEnabled: false },
};

/** As SendCommand answers it, before anything happened, or as ListCommands does. */
export function describeCommand(command: Command, isNew = false) {
  const { status, details } = stateOfCommand(command);
  const none = { CompletedCount: 0, ErrorCount: 0, DeliveryTimedOutCount: 0 };
  return {
    CommandId: command.id,
    DocumentName: command.documentName,
    DocumentVersion: command.documentVersion,
    Comment: command.comment,
    ExpiresAfter: command.expiresAt,
    Parameters: command.parameters,
    InstanceIds: command.instanceIds,
    Targets: command.targets,
    RequestedDateTime: command.requestedAt,
    Status: isNew ? 'Pending' : status,
    StatusDetails: isNew ? 'Pending' : details,
    ...outputOf(command),
    MaxConcurrency: command.maxConcurrency,
    MaxErrors: command.maxErrors,
    ...(isNew ? { TargetCount: command.instanceIds.length, ...none } : countsOf(command)),
    ...untold,
    TimeoutSeconds: command.timeoutSeconds,
    AlarmConfiguration: { IgnorePollAlarmFailure: false, Alarms: [] },
    TriggeredAlarms: [],
  };
}

const outputOf = ({ region, outputBucket, outputPrefix }: Command) => ({
  OutputS3Region: region,
  OutputS3BucketName: outputBucket,
  OutputS3KeyPrefix: outputPrefix,
});

/** As ListCommandInvocations answers it. */
export function describeInvocation(command: Command, invocation: Invocation, withPlugins: boolean) {
  const { status, details } = stateOfInvocation(invocation);
  return {
    CommandId: command.id,
    InstanceId: invocation.instanceId,
    InstanceName: invocation.instanceName,
    Comment: command.comment,
    DocumentName: command.documentName,
    DocumentVersion: command.documentVersion,
    RequestedDateTime: command.requestedAt,
    Status: status,
    StatusDetails: details,
    StandardOutputUrl: '',
    StandardErrorUrl: '',
    CommandPlugins: withPlugins
      ? invocation.plugins.map((plugin) => describePlugin(command, invocation, plugin))
      : [],
    ...untold,
  };
}

/** [D] API_CommandPlugin: 2,500 characters. */
function describePlugin(command: Command, { instanceId }: Invocation, plugin: Plugin) {
  const { stdout, stderr } = plugin;
  const both = stderr === '' ? stdout : `${stdout}\n----------ERROR-------\n${stderr}`;
  return {
    Name: plugin.name,
    Status: plugin.status,
    StatusDetails: plugin.details,
    ResponseCode: plugin.responseCode,
    ResponseStartDateTime: plugin.startedAt,
    ResponseFinishDateTime: plugin.endedAt,
    Output: both.slice(0, 2_500),
    ...urlsOf(command, instanceId, plugin),
    ...outputOf(command),
  };
}

/** As GetCommandInvocation answers it: 24,000 characters of the output, 8,000 of the errors. [D] */
export function describeStep(command: Command, invocation: Invocation, plugin: Plugin) {
  const { startedAt, endedAt } = plugin;
  const seconds = startedAt && endedAt && (endedAt.getTime() - startedAt.getTime()) / 1000;
  return {
    CommandId: command.id,
    InstanceId: invocation.instanceId,
    Comment: command.comment,
    DocumentName: command.documentName,
    DocumentVersion: command.documentVersion,
    PluginName: plugin.name,
    ResponseCode: plugin.responseCode,
    ...(endedAt && { ExecutionStartDateTime: startedAt?.toISOString() }),
    ...(seconds !== undefined && { ExecutionElapsedTime: `PT${seconds}S` }),
    ExecutionEndDateTime: endedAt?.toISOString() ?? '',
    Status: plugin.status,
    StatusDetails: plugin.details,
    StandardOutputContent: plugin.stdout.slice(0, 24_000),
    StandardErrorContent: plugin.stderr.slice(0, 8_000),
    ...urlsOf(command, invocation.instanceId, plugin),
    CloudWatchOutputConfig: untold.CloudWatchOutputConfig,
  };
}

function urlsOf(command: Command, instanceId: string, plugin: Plugin) {
  const { region, outputBucket } = command;
  if (outputBucket === '') return { StandardOutputUrl: '', StandardErrorUrl: '' };
  const folder = `https://s3.${region}.amazonaws.com/${outputBucket}/${outputFolder(command, instanceId, plugin)}`;
  return { StandardOutputUrl: `${folder}/stdout`, StandardErrorUrl: `${folder}/stderr` };
}

/** Where the whole output lies in the bucket. [D] rc-console; `0.awsrunShellScript` for documents of schema 1.2 */
export function outputFolder(
  { id, outputPrefix }: Command,
  instanceId: string,
  { name }: Plugin,
): string {
  const step = name === 'aws:runShellScript' ? '0.awsrunShellScript' : name;
  return [outputPrefix, id, instanceId, 'awsrunShellScript', step].filter(Boolean).join('/');
}
