import type { Place } from '../../domain/place';
import { accountKey } from '../table/table';

/** The slot of a silence: one incident of an account × Region at a time. */
export const silenceSlot = ({ accountId, region }: Place) => ({
  key: { pk: accountKey(accountId), sk: `SILENCE#${region}` },
  subjectKey: `heartbeat#${accountId}/${region}`,
});
