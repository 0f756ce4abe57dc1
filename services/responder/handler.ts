import { respond } from './respond';
import type { Responder } from './responder';
import { readSettings } from './settings';
import type { SqsBatchResponse, SqsEvent } from './sqs-event';
import { wire } from './wire';

let responder: Responder | undefined;

/** Lambda entry point: signals from SQS, partial batch failures back. */
export async function handler(event: SqsEvent): Promise<SqsBatchResponse> {
  responder ??= wire(readSettings(process.env));
  return respond(event.Records, responder);
}
