import type { Incident, TimelineEntry } from './incident';
import { playbookOf } from './playbook';

/** Is it the incident of a login? */
export const isOfLogin = (incident: Pick<Incident, 'subjectKey'>): boolean =>
  playbookOf(incident) === 'instance-login';

/** The state that wrote it, without what it was about: `ExamineOne vol-…` is `ExamineOne`. */
export const stateOf = ({ state = '' }: Pick<TimelineEntry, 'state'>): string =>
  state.split(' ')[0] ?? '';

/** Is it put back by this moment? */
export const endsContainment = (moment: Pick<TimelineEntry, 'state' | 'text'>): boolean =>
  ['Release', 'Released'].includes(stateOf(moment)) ||
  (stateOf(moment) === 'ReleaseHalf' && moment.text.includes('put back as it was'));

/** The machine is contained now, by what the timeline says. */
export function isContained({ timeline }: Pick<Incident, 'timeline'>): boolean {
  const at = timeline.findLastIndex((one) => stateOf(one) === 'Contain' && one.kind === 'step');
  return at !== -1 && !timeline.slice(at).some(endsContainment);
}

/** How a login stands, as a sentence. */
export function loginStanding(
  incident: Pick<Incident, 'state' | 'timeline' | 'ask' | 'loginRun' | 'escalation'>,
): string {
  const { state, ask, loginRun, escalation } = incident;
  if (ask && !ask.ended) return `An answer is waited for until ${ask.until}.`;
  switch (state) {
    case 'restored':
      return loginRun?.decision?.verdict === 'expected'
        ? 'Over: the login was planned.'
        : 'Over: what was contained is put back as it was.';
    case 'escalated':
      return `A person must act.${escalation ? ` ${escalation}` : ''}`;
    case 'open':
      return 'Its playbook looks into it.';
    case 'attempted':
      return 'Nothing happened: AWS refused the call.';
  }
}
