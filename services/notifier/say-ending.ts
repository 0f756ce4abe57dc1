import type { Ending, Notice } from '../../shared/domain/notification';

/** The result for each notice, a log line each: who was told, or why not yet. Reasons name no address and no key. */
export function sayEnding({ incidentId, id, channel, attempts }: Notice, ending: Ending): void {
  const line = { kind: 'notice', incidentId, transition: id, channel, attempts, ended: ending };
  process.stdout.write(`${JSON.stringify(line)}\n`);
}
