import type { Action } from '../../core/service';
import { lookup } from '../lookup';
import { lookupQuota, readQuota } from '../quotas';
import { refusal } from '../refusals';
import type { PublicKey } from '../state';

export const lookupEvents: Action = {
  quota: lookupQuota,
  handle: (call, world) => lookup(world, call),
};

/** The keys of this Region that were in use in the time range; without one, those in use now [D]. */
export const listPublicKeys: Action = {
  quota: readQuota,
  handle: ({ input, region }, world) => {
    const from = timeOf(input.StartTime) ?? timeOf(input.EndTime) ?? world.now();
    const to = timeOf(input.EndTime) ?? world.now();
    if (from > to) throw refusal('InvalidTimeRangeException');
    const inUse = (key: PublicKey): boolean =>
      key.region === region && key.validFrom <= to && key.validTo >= from;
    return {
      PublicKeyList: world.cloudtrail.publicKeys.filter(inUse).map((key) => ({
        Value: key.value.toString('base64'),
        ValidityStartTime: key.validFrom,
        ValidityEndTime: key.validTo,
        Fingerprint: key.fingerprint,
      })),
    };
  },
};

/** Epoch seconds on the wire. */
const timeOf = (value: unknown): Date | undefined =>
  typeof value === 'number' ? new Date(value * 1000) : undefined;
