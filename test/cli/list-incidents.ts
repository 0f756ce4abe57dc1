import { jest } from '@jest/globals';
import { program } from '../../services/cli/main';
import type { Connection } from '../../shared/aws/connection';
import type { IncidentSummary } from '../../shared/domain/incident';

/** What `incidents list --json` prints. */
export interface Page {
  readonly incidents: readonly IncidentSummary[];
  readonly next?: string;
}

/** The command in this process, where a process of its own for each question would take a second. */
export async function listIncidents(keys: Connection, filters: readonly string[]): Promise<Page> {
  const { endpoint = '', region = '', credentials } = keys;
  process.env.AWS_ACCESS_KEY_ID = credentials?.accessKeyId;
  process.env.AWS_SECRET_ACCESS_KEY = credentials?.secretAccessKey;
  const said: string[] = [];
  const stdout = jest.spyOn(process.stdout, 'write').mockImplementation((text) => {
    said.push(String(text));
    return true;
  });
  const list = ['incidents', 'list', '--json', '--endpoint', endpoint, '--region', region];
  await program()
    .parseAsync([...list, ...filters], { from: 'user' })
    .finally(() => stdout.mockRestore());
  return JSON.parse(said.join(''));
}
