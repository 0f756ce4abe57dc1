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

/** Whose record it is: of an account, or of the one that has the key. */
type Whose = 'management' | 'member' | 'security' | 'logArchive' | 'key';

/** By being told the record of one call, `organizations:CloseAccount`, with what was asked for, and with ARNs it was done to. */
export const telling =
  (
    whose: Whose,
    call: `${string}:${string}`,
    parameters: (place: DrillPlace) => DrilledRecord['requestParameters'],
    resources?: (place: DrillPlace) => readonly string[],
  ) =>
  (place: DrillPlace): ReportDrill => {
    const [service = '', eventName = ''] = call.split(':');
    const where = placed(whose, service, place);
    const { accountId } = where;
    const record = {
      ...where,
      eventSource: `${service}.amazonaws.com`,
      eventName,
      requestParameters: parameters(place),
      ...(resources && { resources: resources(place).map((ARN) => ({ ARN, accountId })) }),
    };
    return { kind: 'record', record };
  };

function placed(whose: Whose, service: string, place: DrillPlace) {
  if (whose !== 'key') {
    const region = GLOBAL.has(service) ? 'us-east-1' : place.homeRegion;
    return { accountId: place[`${whose}AccountId`], region };
  }
  const [, , , region = '', accountId = ''] = place.keyArn.split(':');
  return { accountId, region };
}

/** What is recorded there, in the partition the drills know. */
const GLOBAL: ReadonlySet<string> = new Set(['account', 'iam', 'organizations', 'sts']);
