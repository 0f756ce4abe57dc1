import type { Output } from '../core/service';
import type { LambdaFunction } from './function';

/** The configuration of the unpublished version, as most calls answer it. */
export function functionOutput(of: LambdaFunction): Output {
  const { settings, code } = of;
  return {
    FunctionName: of.name,
    FunctionArn: of.arn,
    Runtime: settings.runtime,
    Role: settings.roleArn,
    Handler: settings.handler,
    CodeSize: code.size,
    Description: settings.description,
    Timeout: settings.timeoutSeconds,
    MemorySize: settings.memoryMegabytes,
    LastModified: of.lastModified.toISOString().replace('Z', '+0000'),
    CodeSha256: code.sha256,
    Version: '$LATEST',
    Environment: { Variables: settings.variables },
    TracingConfig: { Mode: of.tracingMode },
    RevisionId: of.revisionId,
    ...(settings.layers.length > 0 && { Layers: settings.layers.map((Arn) => ({ Arn })) }),
    State: 'Active',
    LastUpdateStatus: 'Successful',
    PackageType: 'Zip',
    Architectures: of.architectures,
    EphemeralStorage: { Size: 512 },
    SnapStart: { ApplyOn: 'None', OptimizationStatus: 'Off' },
    LoggingConfig: { LogFormat: 'Text', LogGroup: `/aws/lambda/${of.name}` },
  };
}
