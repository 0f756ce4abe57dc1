import type { TrailSettings, TrailState, TrailStatus } from '../../shared/domain/trail';
import { at } from './at';

/** A trail that has been logging for a day. */
export const aTrailState = ({
  status = {},
  settings = {},
}: {
  readonly status?: Partial<TrailStatus>;
  readonly settings?: Partial<TrailSettings>;
} = {}): TrailState => ({
  settings: {
    name: 'main',
    homeRegion: 'us-east-1',
    s3BucketName: 'trail-logs-444455556666',
    includeGlobalServiceEvents: true,
    isMultiRegionTrail: true,
    isOrganizationTrail: false,
    logFileValidationEnabled: true,
    ...settings,
  },
  status: { isLogging: true, startedAt: fromStatus(-86_400), ...status },
});

/** Stopped at second 0 and not started since. */
export const aStoppedTrailState = (): TrailState =>
  aTrailState({ status: { isLogging: false, stoppedAt: fromStatus(0) } });

/** Stopped at second 0 and started again, by whomever, at second 30. */
export const aRestartedTrailState = (): TrailState =>
  aTrailState({ status: { startedAt: fromStatus(30), stoppedAt: fromStatus(0) } });

/** A time as GetTrailStatus tells it. */
export const fromStatus = (seconds: number) =>
  ({ at: at(seconds), source: 'GetTrailStatus' }) as const;
