import type { Finding } from '../domain/finding';
import type { SubjectMemory } from '../domain/memory';

/**
 * What an earlier delivery found and put back, and was ended before it wrote that down: no event need have told of it,
 * and no look shows it any more. None where an incident was written since; undefined where nothing was begun, or that
 * delivery may still be at work.
 */
export function unrecorded(
  { mending, episode }: SubjectMemory,
  now: string,
): readonly Finding[] | undefined {
  if (!mending || Date.parse(now) - Date.parse(mending.since) < AT_WORK_MS) return undefined;
  if (episode && episode.lastSeenAt >= mending.since) return [];
  return mending.found.map((finding) => ({ ...finding, healed: true }));
}

/** An invocation of the responder ends after thirty seconds; its message comes again after sixty. */
const AT_WORK_MS = 45_000;
