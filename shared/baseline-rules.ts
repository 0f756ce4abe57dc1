import type { Baseline } from './domain/baseline';
import type { Present } from './domain/observation';
import { missingStreams, type Selectors } from './domain/selectors';
import type { StateBySubject, SubjectKind } from './domain/subject';

interface Rules<S> {
  /** Why this state may not become a baseline on first sight; nothing when it may. */
  readonly unfit: (state: S) => string | undefined;
  /** What it must have been, when the only thing known is that someone just tampered with it. */
  readonly presumed: (state: S) => S | undefined;
}

/**
 * What may be believed without being told. A tampered state must never become a baseline by itself,
 * and a subject tampered with before its first capture must still be put back.
 */
const rules: { readonly [K in SubjectKind]: Rules<StateBySubject[K]> } = {
  trail: {
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
  },
};

const EVERYTHING_MANAGED: Selectors = {
  kind: 'advanced',
  selectors: [{ FieldSelectors: [{ Field: 'eventCategory', Equals: ['Management'] }] }],
};

export function unfitToCapture<K extends SubjectKind>(present: Present<K>): string | undefined {
  return rules[present.subject.kind].unfit(present.state);
}

/** A baseline for one look only; it is never stored. */
export function presumeBaseline<K extends SubjectKind>(
  present: Present<K>,
): Baseline<K> | undefined {
  const { subject, observedAt } = present;
  const state = rules[subject.kind].presumed(present.state);
  return (
    state && {
      subject,
      version: 0,
      state,
      capturedAt: observedAt,
      capturedBy: 'trailwarden',
      why: 'presumed: tampered with before it was captured',
    }
  );
}
