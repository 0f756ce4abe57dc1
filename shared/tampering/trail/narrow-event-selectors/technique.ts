import { calling, DISABLE_LOGS, type Technique } from '../../../domain/technique';
import { selectorsNarrowed } from '../selectors-narrowed';

/**
 * PutEventSelectors with basic selectors that record less: no management events, reads only, KMS or RDS
 * Data excluded, or data resources dropped. Several selectors may together record everything, so they
 * are compared as the streams they select, never one by one.
 */
export const narrowEventSelectors: Technique<'trail'> = {
  id: 'narrow-event-selectors',
  title: 'Narrow what a trail records',
  subject: 'trail',
  severity: 'critical',
  row: 'CT-08',
  mitre: DISABLE_LOGS,
  blindTo: 'what the selectors left out',
  events: { 'cloudtrail.amazonaws.com': ['PutEventSelectors'] },
  parts: ['selectors'],
  detect: selectorsNarrowed('narrow-event-selectors', 'basic'),
  drill: calling('cloudtrail:PutEventSelectors', ({ id }) => ({
    TrailName: id,
    EventSelectors: [{ ReadWriteType: 'ReadOnly', IncludeManagementEvents: true }],
  })),
};
