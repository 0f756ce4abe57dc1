import type { Runbook } from '../domain/runbook';
import type { SubjectKind } from '../domain/subject';
import { recreateTrail } from './trail/recreate-trail';
import { restoreEventConfiguration } from './trail/restore-event-configuration';
import { restoreInsights } from './trail/restore-insights';
import { restoreSelectors } from './trail/restore-selectors';
import { restoreSettings } from './trail/restore-settings';
import { restoreTags } from './trail/restore-tags';
import { resumeLogging } from './trail/resume-logging';

export type Runbooks = { readonly [K in SubjectKind]: readonly Runbook<K>[] };

/** Every remedy, in the order in which their steps must be taken. */
export const runbooks: Runbooks = {
  trail: [
    recreateTrail, // first: the others need a trail
    restoreSettings, // where its files go, before more of them are written
    restoreSelectors, // what it records, before it records
    restoreInsights,
    restoreTags,
    resumeLogging, // with everything right; its reflex has usually gone ahead
    restoreEventConfiguration, // after it: where AWS refuses this, the trail logs nevertheless
  ],
  'log-bucket': [],
  key: [],
  'log-group': [],
  topic: [],
  membership: [],
  'guard-rail': [],
  warden: [],
};
