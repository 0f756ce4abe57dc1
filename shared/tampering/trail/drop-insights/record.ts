import { field, text } from '../../../record/json';
import { idOf, type Known, type KnownTrail, knownTrail } from '../../../record/known';
import type { LogRecord } from '../../../record/log-record';
import { type Effect, harm, none, unclear } from '../../../record/row';
import { onTrail } from '../on-trail';
import { dropInsights } from './technique';

/** Turning one kind off can only be told from turning the other on by what was there before. */
function dropsInsights(record: LogRecord, known: Known, target: string): Effect {
  const sent = field(record.request, 'insightSelectors');
  if (!Array.isArray(sent))
    return unclear(`Insights of trail ${target} were set; the record does not say to what.`);
  const types = sent.map((one) => text(field(one, 'insightType')) ?? '');
  const before = insightsBefore(record, knownTrail(record, known));
  const missing = before?.filter((one) => !types.includes(one)) ?? [];
  if (missing.length > 0) return harm(`Trail ${target} no longer looks for ${missing.join(', ')}.`);
  // A console sends this with every trail that it makes.
  return sent.length === 0 && !before
    ? unclear(`Insights of trail ${target} were set to none; what there was before is not known.`)
    : none;
}

/** As the baseline has it, else as the last call before this one left it; undefined where nothing says. */
function insightsBefore(record: LogRecord, trail?: KnownTrail): readonly string[] | undefined {
  if (trail?.insights) return trail.insights;
  const { eventTime = '' } = record;
  const earlier = (trail?.past?.insights ?? []).filter(
    ({ at, by }) => at <= eventTime && by !== idOf(record),
  );
  const last = earlier
    .map(({ at }) => at)
    .sort()
    .at(-1);
  // Records say the second only: of several in one, any may have been the last.
  return last === undefined
    ? undefined
    : earlier.filter(({ at }) => at === last).flatMap(({ types }) => types);
}

export const dropInsightsRecords = [onTrail(dropInsights, dropsInsights)];
