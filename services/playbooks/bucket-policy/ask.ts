import { TaskError } from '../task-error';
import { rowOf } from './facts';
import { keptText } from './kept-text';
import type { Input, Ports } from './ports';

/** Asks on the incident: the notifier tells its people, and hands their answer to the waiting state. */
export async function ask(ports: Ports, { incidentId, run, token }: Input): Promise<object> {
  if (!token) throw new TaskError('Unfit', 'The state has no token to answer with.');
  const { subjectId } = await rowOf(ports, incidentId);
  const { course, sentence } = run.judged;
  const { seconds, byDefault } = ports.rules;
  const now = ports.now();
  const isFirst = course === 'ask-first';
  const isAsked = await ports.ask(incidentId, {
    token,
    askedAt: now.toISOString(),
    until: new Date(now.getTime() + seconds * 1_000).toISOString(),
    question: isFirst
      ? `Was this change of ${subjectId} planned, and may it stay? ${sentence} "planned" keeps it; "not-me" puts it back.`
      : `Was this change of ${subjectId} planned? ${sentence} It was put back. "planned" makes it again; "not-me" leaves it put back.`,
    byDefault: `${isFirst && byDefault === 'put-back' ? 'the change is put back' : keptText(course)}.`,
  });
  if (!isAsked) throw new TaskError('Gone', `There is no incident ${incidentId}.`);
  return {};
}
