import type { RunRow } from '../../../shared/aws/playbooks/instance/run-row';
import type { IncidentRecord } from '../../../shared/domain/incident-record';
import { boundedRun, type LoginCost } from '../../../shared/domain/login-run';
import type { LookedFor } from '../../../shared/domain/trace';

/** The incident with what its run has found so far, which is all that a report reads. */
export function withRun(held: IncidentRecord, run: RunRow, cost?: LoginCost): IncidentRecord {
  const { decision, considered, brakes, findings, looks = {}, custody } = run;
  const lookedFor = Object.entries(looks).flatMap(([state, some]) => looksOf(state, some));
  const found = {
    ...(decision && { decision }),
    ...(considered && { considered }),
    ...(brakes && { brakes }),
    ...(findings && { findings }),
    ...(lookedFor.length > 0 && { lookedFor }),
    ...(custody && { custody }),
    ...(cost && { cost }),
  };
  return { ...held, loginRun: boundedRun(found) };
}

/** `ExamineOne vol-…` looked at a volume, and says so. */
function looksOf(state: string, looks: readonly LookedFor[]): readonly LookedFor[] {
  const volume = state.split(' ')[1];
  return volume ? looks.map((one) => ({ ...one, what: `${volume}: ${one.what}` })) : looks;
}
