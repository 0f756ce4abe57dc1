import { randomUUID } from 'node:crypto';
import { deliverRecord, recordServiceEvent, trailsRecording } from './cloudtrail/deliver-record';
import { cloudTrailRecord } from './cloudtrail/record';
import type { Place } from './core/place';
import type { Principal } from './core/principal';
import type { Call, RecordPart, Service, World } from './core/service';
import { findUserKey } from './iam/users';

export interface ToldRecord extends Place {
  /** e.g. `config.amazonaws.com` */
  readonly eventSource: string;
  readonly eventName: string;
  /** As records spell them; of an AwsServiceEvent its `serviceEventDetails`. */
  readonly requestParameters: unknown;
  /** What it was about, as the record's `resources` name it: `{ ARN, accountId, type }`. */
  readonly resources?: readonly unknown[];
  /** Default: the account's user `admin`, or its root user. */
  readonly principal?: Principal;
  /** Default: AwsApiCall. */
  readonly eventType?: 'AwsApiCall' | 'AwsServiceEvent';
  readonly readOnly?: boolean;
}

/**
 * Puts one record into the event history, and onto the default bus if a trail covers the place, as if
 * the call had been made and had succeeded: for services the sandbox does not emulate. Nothing else
 * happens, and no permission is asked.
 */
export function tellRecord(target: World | { readonly world: World }, told: ToldRecord): void {
  const world = 'world' in target ? target.world : target;
  const { accountId, region, eventSource, eventName, requestParameters, resources } = told;
  if (told.eventType === 'AwsServiceEvent') {
    const serviceEventDetails = requestParameters;
    recordServiceEvent(world, { accountId, region, eventSource, eventName, serviceEventDetails });
    return;
  }
  const readOnly = told.readOnly ?? false;
  const part: RecordPart = {
    requestParameters: requestParameters ?? null,
    ...(resources && { resources }),
  };
  const service = serviceOf(eventSource);
  const record = cloudTrailRecord({ service, readOnly, call: callOf(world, told), part });
  const trails = trailsRecording(world, accountId, region, { eventSource, readOnly });
  deliverRecord(world, { record, accountId, region, trails });
}

function serviceOf(eventSource: string): Service {
  const id = eventSource.split('.')[0] ?? eventSource;
  return {
    id,
    eventSource,
    wire: { protocol: 'json', version: '1.1', targetPrefix: '' },
    actions: {},
  };
}

function callOf(world: World, told: ToldRecord): Call {
  const { accountId, region, eventSource, eventName } = told;
  return {
    service: serviceOf(eventSource).id,
    action: eventName,
    accountId,
    region,
    principal: told.principal ?? somebodyOf(world, accountId),
    input: {},
    raw: { body: Buffer.alloc(0), headers: {} },
    requestId: randomUUID(),
    sourceIp: '192.0.2.10',
    userAgent: 'sandbox',
    at: world.now(),
  };
}

function somebodyOf(world: World, accountId: string): Principal {
  const key = findUserKey(world, `arn:${world.partition}:iam::${accountId}:user/admin`);
  if (key) return key.principal;
  const arn = `arn:${world.partition}:iam::${accountId}:root`;
  return { kind: 'root', accountId, arn, accessKeyId: 'ASIAIOSFODNN7EXAMPLE' };
}
