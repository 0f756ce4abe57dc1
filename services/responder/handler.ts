import type { SqsBatchResponse, SqsEvent } from '../../shared/aws/sqs-event';
import type { LogEntry } from '../../shared/domain/log-entry';
import { metricLines } from '../../shared/watch/metrics/metrics';
import { logLine, measure } from './log';
import { respond } from './respond';
import type { Responder } from './responder';
import { readSettings } from './settings';
import { wire } from './wire';

let responder: Responder | undefined;

/** Of this batch: an environment works on one at a time. */
let said: LogEntry[] = [];

const say = (entry: LogEntry): void => {
  said.push(entry);
  logLine(entry);
};

interface Invocation {
  readonly getRemainingTimeInMillis: () => number;
}

let now: Invocation | undefined;

/** Of this invocation, which is cut off at its end. */
const leftMs = (): number => now?.getRemainingTimeInMillis() ?? 30_000;

/** Lambda entry point: signals from SQS, partial batch failures back. */
export async function handler(event: SqsEvent, invocation?: Invocation): Promise<SqsBatchResponse> {
  now = invocation;
  responder ??= wire(readSettings(process.env), say, leftMs);
  said = [];
  const response = await respond(event.Records, responder);
  // Only now: everything is put back, and nothing waits for a number.
  for (const line of metricLines(measure(said), new Date())) process.stdout.write(`${line}\n`);
  return response;
}
