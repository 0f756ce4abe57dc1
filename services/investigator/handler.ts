import type { SqsBatchResponse, SqsRecord } from '../../shared/aws/sqs-event';
import { investigate } from './investigate';
import { readSettings } from './settings';
import { type Invocation, type Wired, wire } from './wire';
import { incidentIn, type StreamRecord, worthInvestigating } from './worth-investigating';

interface Event {
  readonly Records: readonly (StreamRecord | (SqsRecord & { readonly eventSource: 'aws:sqs' }))[];
}

let wired: Wired | undefined;

/**
 * Lambda entry point, with two sources. The table's stream only asks for investigations, because a shard waits for
 * its records, and reading the dark takes minutes. The queue of investigations is worked on one by one. A message
 * that fails comes back with the queue, and in the end lies in its dead letters.
 */
export async function handler(event: Event, invocation: Invocation): Promise<SqsBatchResponse> {
  wired ??= wire(readSettings(process.env));
  for (const record of event.Records) {
    if (record.eventSource === 'aws:dynamodb') await askFor(record, wired);
    else await workOn(record, wired, invocation);
  }
  return { batchItemFailures: [] };
}

async function askFor(record: StreamRecord, { ask }: Wired): Promise<void> {
  const id = worthInvestigating(record);
  if (id !== undefined) await ask(id);
}

async function workOn({ body }: SqsRecord, { investigator }: Wired, invocation: Invocation) {
  const id = incidentIn(body);
  const outcome = await investigate(investigator(invocation), id);
  process.stdout.write(`${JSON.stringify({ kind: 'investigation', incident: id, outcome })}\n`);
}
