import { calling, DISABLE_LOGS, type Technique } from '../../../domain/technique';
import { settingChanged } from '../setting-changed';

/**
 * UpdateTrail with IsMultiRegionTrail or IncludeGlobalServiceEvents false. Going from many Regions to one
 * turns global services off silently as well, so both are judged and put back together.
 */
export const narrowRegions: Technique<'trail'> = {
  id: 'narrow-regions',
  title: 'Make a trail blind in other Regions',
  subject: 'trail',
  severity: 'critical',
  row: 'CT-04',
  mitre: DISABLE_LOGS,
  blindTo: 'the other Regions or global services',
  events: { 'cloudtrail.amazonaws.com': ['UpdateTrail'] },
  parts: [],
  detect: settingChanged({
    technique: 'narrow-regions',
    settings: { isMultiRegionTrail: 'atLeast', includeGlobalServiceEvents: 'atLeast' },
    sentence: (name) => `Trail ${name} no longer covers every Region and the global services.`,
  }),
  drill: calling('cloudtrail:UpdateTrail', ({ id }) => ({ Name: id, IsMultiRegionTrail: false })),
};
