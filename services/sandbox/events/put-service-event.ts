import { randomUUID } from 'node:crypto';
import type { World } from '../core/service';
import { findBus } from './find-bus';
import { publish } from './publish';
import { eventTime } from './state';

export interface ServiceEvent {
  readonly accountId: string;
  readonly region: string;
  /** e.g. `aws.cloudtrail`; only AWS itself may use this prefix. */
  readonly source: string;
  readonly detailType: string;
  readonly detail: Readonly<Record<string, unknown>>;
  readonly time: Date;
}

/** An event AWS itself puts on the default bus of an account and Region. Rules run after the caller is done. */
export function putServiceEvent(world: World, event: ServiceEvent): void {
  const { accountId, region } = event;
  const bus = findBus(world, { accountId, region });
  if (bus === undefined) return;
  const envelope = {
    version: '0',
    id: randomUUID(),
    'detail-type': event.detailType,
    source: event.source,
    account: accountId,
    time: eventTime(event.time),
    region,
    resources: [],
    detail: event.detail,
  } as const;
  publish(world, bus, envelope, { forwarded: false, crossedRegion: false });
}
