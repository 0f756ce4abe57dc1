import type { TamperingCall } from '../../domain/technique';

/** Where a drill of a reported row is done. */
export interface DrillPlace {
  readonly memberAccountId: string;
  readonly managementAccountId: string;
  readonly securityAccountId: string;
  readonly logArchiveAccountId: string;
  readonly homeRegion: string;
  readonly bucket: string;
  readonly keyArn: string;
  readonly logGroup: string;
  /** With which a trail of the member writes to its log group. */
  readonly logGroupRole: string;
}

/** A record as AWS writes it, for calls that would take more away than a drill may. */
export interface DrilledRecord {
  readonly accountId: string;
  readonly region: string;
  readonly eventSource: string;
  readonly eventName: string;
  readonly requestParameters: Readonly<Record<string, unknown>>;
  readonly resources?: readonly { readonly ARN: string; readonly accountId: string }[];
  readonly eventType?: 'AwsApiCall' | 'AwsServiceEvent';
}

/** How a row comes about: by calls made in an account, or by being told a record. */
export type ReportDrill =
  | {
      readonly kind: 'calls';
      readonly accountId: string;
      /** The last one is what is to be reported. */
      readonly calls: readonly TamperingCall[];
    }
  | { readonly kind: 'record'; readonly record: DrilledRecord };

export const told = (record: DrilledRecord): ReportDrill => ({ kind: 'record', record });
