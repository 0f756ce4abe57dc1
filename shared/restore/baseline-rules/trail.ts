import { missingStreams, type Selectors } from '../../domain/selectors';
import type { Rules } from './rules';

/** The floor: the trail logs all management events of all Regions, with validation, and its files arrive. */
export const trailRules: Rules<'trail'> = {
  unfit: ({ settings, status, selectors }) => {
    if (!status.isLogging) return 'it is not logging';
    if (status.latestDeliveryError) return `its deliveries fail (${status.latestDeliveryError})`;
    if (!settings.isMultiRegionTrail) return 'it covers one Region only';
    if (!settings.includeGlobalServiceEvents) return 'it leaves out global services';
    if (!settings.logFileValidationEnabled) return 'its log files are not validated';
    if (!selectors) return 'its selectors were not read';
    const missing = missingStreams(EVERYTHING_MANAGED, selectors);
    return missing.length > 0 ? 'it does not record all management events' : undefined;
  },
  // A trail that never logged was switched off by its owner, not by an attacker.
  presumed: (state) =>
    state.status.startedAt && { ...state, status: { ...state.status, isLogging: true } },
};

const EVERYTHING_MANAGED: Selectors = {
  kind: 'advanced',
  selectors: [{ FieldSelectors: [{ Field: 'eventCategory', Equals: ['Management'] }] }],
};
