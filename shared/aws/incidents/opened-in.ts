import type { IncidentSummary } from '../../domain/incident';
import type { OpenedIn } from '../../domain/lookup';
import type { Table } from '../table/table';
import { findIncidents } from './find-incidents';

/** More than an account has in a few minutes without a flood. */
const MOST = 200;

/** Newest first, at most so many. Rejects with the SDK's error. */
export const openedIn =
  (table: Table): OpenedIn =>
  async (accountId, time) => {
    const found: IncidentSummary[] = [];
    for await (const incident of findIncidents(table, { accountId, ...time })) {
      found.push(incident);
      if (found.length >= MOST) break;
    }
    return found;
  };
