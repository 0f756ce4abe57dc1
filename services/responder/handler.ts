import { metricLines } from '../../shared/metrics/metric-lines';
import type { LogEntry } from './log';
import { measure } from './measure';
import { respond } from './respond';
import type { Responder } from './responder';
import { readSettings } from './settings';
import type { SqsBatchResponse, SqsEvent } from './sqs-event';
import { wire } from './wire';

let responder: Responder | undefined;

/** Lambda entry point: signals from SQS, partial batch failures back. */
export async function handler(event: SqsEvent): Promise<SqsBatchResponse> {
  responder ??= wire(readSettings(process.env));
  const { log, ports } = responder;
  const said: LogEntry[] = [];
  const listening = (entry: LogEntry): void => {
    said.push(entry);
    log(entry);
  };
  const response = await respond(event.Records, { ...responder, log: listening });
  // Only now: everything is put back, and nobody waits for a number.
  for (const line of metricLines(measure(said), ports.now())) process.stdout.write(`${line}\n`);
  return response;
}
