import { bookRules } from '../../../shared/aws/incidents/hold-incident';
import { openQueue } from '../../../shared/aws/queue';
import type { SqsBatchResponse, SqsEvent } from '../../../shared/aws/sqs-event';
import { openTable } from '../../../shared/aws/table/table';
import { type Env, neededIn } from '../../../shared/domain/needed-in';
import { type Hearing, hear } from './hear';
import { recordHeard, recordLook } from './record-heard';

let hearing: Hearing | undefined;

/** Lambda entry point: logins from their queue, partial batch failures back. */
export async function handler(event: SqsEvent): Promise<SqsBatchResponse> {
  hearing ??= wire(process.env);
  return hear(event.Records, hearing);
}

function wire(env: Env): Hearing {
  const need = neededIn(env);
  const book = { table: openTable(need('TRAILWARDEN_TABLE')), ...bookRules };
  const deadLettersUrl = need('TRAILWARDEN_LOGINS_DEAD_LETTERS_URL');
  const queue = openQueue();
  return {
    record: (login) => recordHeard(book, login, new Date().toISOString()),
    look: (look) => recordLook(book, look, new Date().toISOString()),
    setAside: (body, why) => queue.deadLetter(deadLettersUrl, body, why),
    say: (line) => void process.stdout.write(`${JSON.stringify(line)}\n`),
  };
}
