import type { Technique } from '../../../domain/technique';
import { byUpdateTrail } from '../by-update-trail';

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
  ...byUpdateTrail('narrow-regions', {
    settings: { isMultiRegionTrail: 'atLeast', includeGlobalServiceEvents: 'atLeast' },
    sentence: (name) => `Trail ${name} no longer covers every Region and the global services.`,
    blindTo: 'the other Regions or global services',
    sent: { IsMultiRegionTrail: false },
  }),
};
