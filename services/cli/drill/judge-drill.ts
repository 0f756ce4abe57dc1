import type { Incident } from '../../../shared/domain/incident';
import { hasRunbook } from '../../../shared/restore/runbooks/catalogue';
import type { CombinedReport } from '../local/drill-combined';
import type { DrillReport } from '../local/drill-one';
import type { ReportedDrill } from '../local/drill-reported';
import type { UndoneDrill } from '../local/drill-undone';

/** A drill that did not come to its end, and why. */
export interface FailedDrill {
  readonly technique: string;
  readonly failed: string;
}

/** The facts about a drill of one technique that are judged. */
export type SeenDrill = Pick<DrillReport, 'technique' | 'incidents' | 'isBack' | 'isComplete'> & {
  readonly incident: Pick<Incident, 'state' | 'techniques' | 'outcome'>;
};

/** Whether a drill shows what it is for, and the words for it. */
export interface Verdict {
  readonly good: boolean;
  readonly verdict: string;
}

const well = (verdict: string): Verdict => ({ good: true, verdict });
const badly = (verdict: string): Verdict => ({ good: false, verdict });

/** Judges any drill by what it saw. */
export function judgeDrill(
  result: DrillReport | ReportedDrill | UndoneDrill | CombinedReport | FailedDrill,
): Verdict {
  if ('failed' in result) return badly(`FAILED: ${result.failed}`);
  if ('subjects' in result) {
    const { isBack, incidents, subjects } = result;
    return isBack && incidents === subjects
      ? well(`all ${subjects} put back`)
      : badly('NOT PUT BACK');
  }
  if ('guidance' in result) {
    const isTold = result.incidents === 1 && result.guidance.length > 0;
    return isTold ? well('reported with guidance') : badly('NOT REPORTED ONCE, WITH GUIDANCE');
  }
  if ('isUndone' in result) {
    const { isUndone, outcome, incidents } = result;
    return isUndone && outcome === 'restored' && incidents === 1
      ? well('undone')
      : badly('NOT UNDONE');
  }
  return judgeTechnique(result);
}

/**
 * The drill of one technique. What a runbook undoes must be back; all else must be back or have called a person. The
 * incident must name the technique, and its calls must have changed something: a drill that is found as another
 * technique, or by the name of its event alone, proves nothing of its own.
 */
export function judgeTechnique(seen: SeenDrill): Verdict {
  const { technique, incident, incidents, isBack, isComplete } = seen;
  if (incident.outcome === 'unchanged') {
    return badly('CHANGED NOTHING: its calls left no difference that a technique found');
  }
  const isByHand = !hasRunbook(technique);
  if (!isBack && !(isByHand && incident.state === 'escalated')) return badly('NOT PUT BACK');
  if (!incident.techniques.includes(technique)) {
    const named = incident.techniques.join(', ') || 'nothing';
    return badly(`NOT RECOGNISED: the incident names ${named}, not ${technique}`);
  }
  if (incidents !== 1) return badly(`TOLD ${incidents} TIMES: it must be one incident`);
  if (!isBack) return well('a person was called');
  if (isByHand) return well('put back once a person had acted');
  return well(isComplete ? 'put back' : 'put back before it was done');
}
