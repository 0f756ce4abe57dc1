import { acknowledge, becomeAcknowledger } from '../../../shared/aws/incidents/acknowledge';
import { openTable } from '../../../shared/aws/table/table';
import { type Answer, answers, endsIt } from '../../../shared/domain/acknowledgement';
import { timeOption } from '../options/time-option';
import { idArgument, noIncident } from '../target/incident-of';
import { connectionTo, type Target } from '../target/target';
import { print, printJson } from '../terminal/print';
import { UserError } from '../terminal/user-error';

interface AckOptions extends Target {
  readonly as: string;
  readonly note?: string;
  readonly seen?: string;
}

export async function ackIncident(id: string, options: AckOptions): Promise<void> {
  idArgument(id);
  const as = answerOption(options.as);
  const note = noteOption(options.note);
  const { connection, caller: by } = await becomeAcknowledger(connectionTo(options));
  const answer = { as, by, at: new Date().toISOString(), ...(note && { note }) };
  const seen =
    options.seen === undefined ? undefined : timeOption('--seen', options.seen).toISOString();
  const table = openTable(options.table, connection);
  const incident = await acknowledge(table, id, answer, seen);
  if (!incident && seen !== undefined) {
    throw new UserError(
      `${id} was not answered: it happened again after ${seen}, or there is no such incident; look: trailwarden incidents show ${id}`,
    );
  }
  if (!incident) throw noIncident(id, options);
  if (options.json) return printJson({ id, ...answer });
  print(`${id} is answered: ${as}, by ${by}. Its reminders end.`);
  if (incident.ask && !incident.ask.ended)
    print(
      `Its playbook goes on with that answer; what it does is told here: trailwarden incidents show ${id}`,
    );
  const [before] = incident.timeline
    .filter(({ kind, at }) => kind === 'acknowledged' && at < answer.at)
    .slice(-1);
  if (before) print(`It takes the place of what was said at ${before.at}: ${before.text}.`);
  if (!endsIt(answer)) print(`Treat it as an attack: trailwarden incidents show ${id}`);
  if (incident.state === 'open' || incident.state === 'escalated') {
    print(
      `It is still ${incident.state}: ${incident.escalation ?? 'it could not be put back yet'}`,
    );
  }
}

function answerOption(text: string): Answer {
  const answer = answers.find((one) => one === text);
  if (answer) return answer;
  throw new UserError(`--as must be one of ${answers.join(', ')}, not "${text}".`);
}

function noteOption(text = ''): string {
  const note = text.trim();
  if (note.length > 1_000) throw new UserError('--note must be at most 1000 characters.');
  return note;
}
