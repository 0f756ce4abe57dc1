import { metricLines } from '../../shared/metrics/metric-lines';
import { type LogEntry, logLine } from './log';
import { measure } from './measure';
import { respond } from './respond';
import type { Responder } from './responder';
import { readSettings } from './settings';
import type { SqsBatchResponse, SqsEvent } from './sqs-event';
import { wire } from './wire';

let responder: Responder | undefined;

/** Of this batch: an environment works on one at a time. */
let said: LogEntry[] = [];

const say = (entry: LogEntry): void => {
  said.push(entry);
  logLine(entry);
};

/** Lambda entry point: signals from SQS, partial batch failures back. */
export async function handler(event: SqsEvent): Promise<SqsBatchResponse> {
  responder ??= wire(readSettings(process.env), say);
  said = [];
  const response = await respond(event.Records, responder);
  // Only now: everything is put back, and nobody waits for a number.
  for (const line of metricLines(measure(said), new Date())) process.stdout.write(`${line}\n`);
  return response;
}
