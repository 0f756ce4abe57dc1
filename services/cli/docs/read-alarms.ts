import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { hooks } from '../../sandbox';
import type { DeclaredAlarm } from './pages/metrics-page';

const ALARMS = join(__dirname, '../../central/alarms.yml');

/** The alarms of the central stack, as its template declares them. */
export function readAlarms(): readonly DeclaredAlarm[] {
  const { Resources } = hooks.cloudformation.readYaml(readFileSync(ALARMS, 'utf8')) as {
    readonly Resources: Readonly<Record<string, { readonly Properties: DeclaredAlarm }>>;
  };
  return Object.values(Resources).map(({ Properties }) => Properties);
}
