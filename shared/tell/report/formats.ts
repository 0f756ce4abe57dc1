import type { Incident } from '../../domain/incident';
import { asff, type Importer } from './asff';
import { compose } from './compose';
import { page } from './html/page';
import { reportJson } from './json';
import { markdown } from './markdown';
import { ocsf } from './ocsf';

export interface Making {
  /** The time at which the report says it was made. */
  readonly at: string;
  readonly importer: Importer;
}

/** Every form of the report, under the name of its option. */
export const formats = {
  md: (incident: Incident, { at }: Making) => markdown(compose(incident, at)),
  html: (incident: Incident, { at }: Making) => page(compose(incident, at)),
  json: (incident: Incident, { at }: Making) => reportJson(incident, at),
  ocsf: (incident: Incident) => pretty(ocsf(incident)),
  asff: (incident: Incident, { importer }: Making) => pretty(asff(incident, importer)),
} as const satisfies Record<string, (incident: Incident, making: Making) => string>;

export type Format = keyof typeof formats;

const pretty = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;
