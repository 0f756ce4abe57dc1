import { type Env, neededIn, partsOf } from '../../shared/domain/needed-in';
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
export function readSettings(env: Env): Settings {
  const need = neededIn(env);
  return {
    table: need('TRAILWARDEN_TABLE'),
    queueUrl: need('TRAILWARDEN_INVESTIGATIONS_URL'),
    bucket: need('TRAILWARDEN_EVIDENCE_BUCKET'),
    readerRole: need('TRAILWARDEN_READER_ROLE'),
    partition: partitionOf(env.AWS_REGION ?? ''),
    regions: partsOf(need('TRAILWARDEN_REGIONS')),
    delayMinutes: minutes(need('TRAILWARDEN_DELIVERY_DELAY')),
  };
}

function minutes(text: string): number {
  const count = Number(text);
  if (Number.isInteger(count) && count >= 0) return count;
  throw new Error(`TRAILWARDEN_DELIVERY_DELAY must be whole minutes, not "${text}".`);
}
