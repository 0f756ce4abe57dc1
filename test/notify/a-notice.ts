import type { Notice } from '../../shared/domain/notification';

export const NOON = '2026-11-21T12:00:00.000Z';

/** Minutes after noon. */
export const noon = (minutes = 0): Date => new Date(Date.parse(NOON) + minutes * 60_000);

/** A notice for Slack that an incident was restored, planned at noon and not tried yet. */
export const aNotice = (different: Partial<Notice> = {}): Notice => ({
  id: 'restored#1',
  kind: 'restored',
  incidentId: 'inc-1',
  revision: 1,
  channel: 'slack',
  plannedAt: NOON,
  attempts: 0,
  nextAt: NOON,
  unsure: false,
  ...different,
});
