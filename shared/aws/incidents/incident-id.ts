import { createHash } from 'node:crypto';

/**
 * `inc-20261121t204953-9f2c41`: sorts by time, and the same look at the same subject gives the same id. `after` is
 * the incident before it, where there is one.
 */
export function incidentId(subjectKey: string, openedAt: string, after = ''): string {
  const time = openedAt.slice(0, 19).replaceAll(/[-:]/g, '').toLowerCase();
  const digest = createHash('sha256').update(`${subjectKey} ${openedAt}${after}`).digest('hex');
  return `inc-${time}-${digest.slice(0, 6)}`;
}
