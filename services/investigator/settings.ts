import { partitionOf } from '../../shared/domain/trail';

/** What serverless.yml gives the investigator. Read once, on the first invocation. */
export interface Settings {
  readonly table: string;
  readonly queueUrl: string;
  readonly bucket: string;
  readonly readerRole: string;
  readonly partition: string;
  readonly regions: readonly string[];
  readonly delayMinutes: number;
}

/** Throws one sentence that names the variable. */
export function readSettings(env: Readonly<Record<string, string | undefined>>): Settings {
  const need = (name: string): string => {
    const value = env[name];
    if (!value) throw new Error(`${name} is not set; deploy the function with serverless.yml.`);
    return value;
  };
  return {
    table: need('TRAILWARDEN_TABLE'),
    queueUrl: need('TRAILWARDEN_INVESTIGATIONS_URL'),
    bucket: need('TRAILWARDEN_EVIDENCE_BUCKET'),
    readerRole: need('TRAILWARDEN_READER_ROLE'),
    partition: partitionOf(env.AWS_REGION ?? ''),
    regions: need('TRAILWARDEN_REGIONS')
      .split(',')
      .map((region) => region.trim()),
    delayMinutes: minutes(need('TRAILWARDEN_DELIVERY_DELAY')),
  };
}

function minutes(text: string): number {
  const count = Number(text);
  if (Number.isInteger(count) && count >= 0) return count;
  throw new Error(`TRAILWARDEN_DELIVERY_DELAY must be whole minutes, not "${text}".`);
}
